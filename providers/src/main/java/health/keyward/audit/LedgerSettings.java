package health.keyward.audit;

import java.util.Set;

/** What may be set about the ledger of the installation. Changed by two administrators alone (AL-9). */
public interface LedgerSettings {
    Values current();

    /** False when {@code from} is no longer how things are. In the caller's transaction; every version is kept. */
    boolean change(Values from, Values to);

    /**
     * One version of the settings.
     *
     * @param version 0 until something is set
     * @param retentionYears how long entries are kept, 45 CFR 164.316(b)(2)(i) asks for six years at least
     * @param pausedFeeds exports that are switched off
     */
    record Values(long version, int retentionYears, Set<String> pausedFeeds) {
        public static final int FEWEST_YEARS = 6;
        public static final int MOST_YEARS = 100;
        public static final Set<String> FEEDS = Set.of("json", "cef", "syslog", "fhir");
        public static final Values USUAL = new Values(0, FEWEST_YEARS, Set.of());

        public Values {
            pausedFeeds = Set.copyOf(pausedFeeds);
            if (retentionYears < FEWEST_YEARS || retentionYears > MOST_YEARS || !FEEDS.containsAll(pausedFeeds)) {
                throw new IllegalArgumentException("the ledger is kept six years or more, and exports have names");
            }
        }
    }
}
