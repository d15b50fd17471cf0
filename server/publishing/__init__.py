"""The dashboard as a folder of static pages, for use without a network and for any web host."""

from server.publishing.command import publish_command
from server.publishing.writing import PublishError, contents_of, publish

__all__ = ["PublishError", "contents_of", "publish", "publish_command"]
