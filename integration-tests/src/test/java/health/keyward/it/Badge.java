package health.keyward.it;

import health.keyward.local.house.DemoPerson;
import java.util.function.Supplier;

/** A person's token at one app, renewed before it ends. */
final class Badge implements Supplier<String> {
    /** The shortest token of the house lives a minute (master realm). */
    private static final long FRESH_NANOS = 30_000_000_000L;

    private final Tokens.Client client;
    private Tokens.Issued issued;
    private long since;

    private Badge(Tokens.Client client, Tokens.Issued issued) {
        this.client = client;
        this.issued = issued;
        this.since = System.nanoTime();
    }

    /** @param secondFactor whether the page asks for a code */
    static Badge of(Tokens.Client client, DemoPerson person, boolean secondFactor) {
        return new Badge(client, Tokens.issue(client, person, secondFactor));
    }

    @Override
    public synchronized String get() {
        if (System.nanoTime() - since > FRESH_NANOS) {
            issued = Tokens.renew(client, issued);
            since = System.nanoTime();
        }
        return issued.access();
    }
}
