package health.keyward.console.base;

/** Of a file that leaves the console. */
public enum ExportFormat {
    CSV("csv", "text/csv"),
    JSON("json", "application/json"),
    FHIR("ndjson", "application/fhir+ndjson");

    private final String ending;
    private final String mediaType;

    ExportFormat(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    /** As the API names it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static ExportFormat of(String word) {
        return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    public String file(String name) {
        return name + "." + ending;
    }

    public String contentType() {
        return mediaType + "; charset=utf-8";
    }
}
