package health.keyward.audit.store;

import health.keyward.audit.Integrity.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what stands against the ledger: damage, a log that must not be signed, rows that never came, a drill that was not named, servers that fell silent, clocks that were moved. */
public final class Findings {
    private Findings() {}

    public static List<Finding> read(Connection tx, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Optional<Checks.Run> check = Checks.standingDamage(tx);
        if (check.isPresent()) {
            Instant at = check.get().finishedAt();
            findings.add(new Finding("self-check", "", check.get().words(), at == null ? now : at, true));
        }
        SigningState.Finding signing = new SigningState(tx).read();
        if (signing.state().refuses()) {
            Instant since = signing.since();
            findings.add(new Finding(
                    signing.state() == SigningState.State.FORKED ? "forked" : "rolled-back",
                    "",
                    signing.detail(),
                    since == null ? now : since,
                    true));
        }
        Drills.last(tx)
                .filter(held -> !held.result().missed().isEmpty())
                .map(held -> new Finding("tamper-drill", "", held.words(), held.at(), true))
                .ifPresent(findings::add);
        for (Sources.Trouble trouble : Sources.troubles(tx, now)) {
            findings.add(new Finding(
                    trouble.code(), trouble.boot(), trouble.words() + " " + trouble.since(), trouble.since(), false));
        }
        return findings;
    }
}
