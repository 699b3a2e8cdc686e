package health.keyward.console.api;

import health.keyward.contract.audit.FeedReplay;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.contract.audit.LedgerEpochs;
import health.keyward.contract.audit.LedgerFeeds;
import health.keyward.contract.audit.NewCheck;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/** Reads what proves the history, and asks the ledger to check itself. How it is doing stands in {@link House#ledger}. */
@Component
public class Evidence {
    /** An entry has at most 64 KiB; in base64, with a path and a checkpoint, it stays far below. */
    private static final int LONGEST_PROOF = 512 * 1024;

    private final AdminApi api;

    public Evidence(AdminApi api) {
        this.api = api;
    }

    public Answer<LedgerChecks> checks(Caller caller) {
        return api.get(caller, "audit/checks", Query.none(), LedgerChecks.class);
    }

    /** @param full from the first entry of the epoch; else from where the last good run ended */
    public Answer<LedgerChecks> check(Caller caller, boolean full) {
        return api.post(caller, "audit/checks", new NewCheck(full), LedgerChecks.class);
    }

    public Answer<LedgerEpochs> epochs(Caller caller) {
        return api.get(caller, "audit/epochs", Query.none(), LedgerEpochs.class);
    }

    /** The {@code tlog-proof} file of one event; 409 while it is not signed yet. */
    public Answer<String> proof(Caller caller, String event) {
        return api.text(caller, "audit/proof/" + AdminApi.segment(event), LONGEST_PROOF);
    }

    /** One year of the ledger in numbers, signed. */
    public Answer<InputStream> report(Caller caller, int year) {
        return api.stream(caller, "audit/report", Query.none().with("year", year));
    }

    /** What goes to other systems; forbidden outside the realm that keeps the evidence. */
    public Answer<LedgerFeeds> feeds(Caller caller) {
        return api.get(caller, "audit/feeds", Query.none(), LedgerFeeds.class);
    }

    /** Sends everything from an entry on once more. */
    public Answer<LedgerFeeds> replay(Caller caller, String feed, long fromSeq, String reason) {
        return api.post(
                caller,
                "audit/feeds/" + AdminApi.segment(feed) + "/replay",
                new FeedReplay(fromSeq, null, reason),
                LedgerFeeds.class);
    }

    /** The signed log as a ZIP. */
    public Answer<InputStream> export(Caller caller) {
        return api.stream(caller, "audit/export", Query.none());
    }
}
