package health.keyward.console.api;

import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportJobs;
import java.io.InputStream;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The caller's own exports, made by the server while nobody waits. */
@Component
public class Exports {
    private static final String AT = "history/exports";
    /** A checkpoint with its cosignatures and a question of 4,000 characters stay far below. */
    private static final int LONGEST_MANIFEST = 64 * 1024;

    private final AdminApi api;

    public Exports(AdminApi api) {
        this.api = api;
    }

    /**
     * @param list {@code sign-ins} or {@code changes}
     * @param format {@code csv}, {@code json} or {@code fhir}
     */
    public Answer<ExportJob> order(Caller caller, String list, Query filter, String format) {
        return api.post(
                caller, "history/" + list + "/exports" + filter.with("format", format), Map.of(), ExportJob.class);
    }

    /** Newest first. */
    public Answer<ExportJobs> mine(Caller caller) {
        return api.get(caller, AT, Query.none(), ExportJobs.class);
    }

    /** Stops it, or gives up its file. */
    public Answer<Done> cancel(Caller caller, String id) {
        return api.delete(caller, AT + "/" + AdminApi.segment(id), Query.none(), Done.class);
    }

    public Answer<InputStream> file(Caller caller, String id) {
        return api.stream(caller, AT + "/" + AdminApi.segment(id) + "/file", Query.none());
    }

    /** What the file is, signed with the log's key. */
    public Answer<String> manifest(Caller caller, String id) {
        return api.text(caller, AT + "/" + AdminApi.segment(id) + "/manifest", LONGEST_MANIFEST);
    }
}
