"""Static files under names that carry their digest."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Collected files, compressed; modules that import each other find the hashed names too."""

    support_js_module_import_aggregation = True
    # A page that names a file which was never collected is our mistake, but no reason to show none.
    manifest_strict = False
