package health.keyward.contract.history;

/** How far a background export is. {@code CUT}: done, but more matched than one export may hold, and its last line says so. */
public enum ExportPhase {
    WAITING,
    RUNNING,
    DONE,
    CUT,
    FAILED,
    CANCELLED
}
