package health.keyward.contract.history;

import java.util.List;

/** The caller's background exports, newest first. */
public record ExportJobs(List<ExportJob> rows) {}
