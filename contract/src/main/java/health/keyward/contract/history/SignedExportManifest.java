package health.keyward.contract.history;

/**
 * A manifest as it is read, and as it was signed.
 *
 * @param note C2SP signed note of the log's key: the log's origin with {@code +export}, then the manifest as one line of JSON
 */
public record SignedExportManifest(ExportManifest manifest, String note) {}
