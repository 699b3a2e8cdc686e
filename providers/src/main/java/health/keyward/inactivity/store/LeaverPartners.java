package health.keyward.inactivity.store;

import health.keyward.inactivity.core.Leaver;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Tells partners that somebody has left who could use an app of theirs, and watches that each is told in time (IN-15). */
final class LeaverPartners {
    private final Leavers leavers = new Leavers();

    /** A partner learns the user name and nothing else of the person. What waits to be sent has the id: names are looked up when they are needed. */
    void begin(Connection tx, Engine.House house, Leaver leaver, List<String> partners, Instant now)
            throws SQLException {
        leavers.partners(tx, leaver, partners);
        for (String client : partners) {
            house.tell(new Notice(
                    leaver.realm(),
                    "inactivity-partner-leaver",
                    Leavers.toPartner(leaver.id()),
                    new Audience.Partner(client),
                    Map.of(
                            "client",
                            line(client),
                            "account",
                            leaver.person().value(),
                            "since",
                            now.truncatedTo(ChronoUnit.SECONDS).toString())));
        }
    }

    void watch(Connection tx, Engine.House house, Instant now) throws SQLException {
        for (Leavers.Partner partner : leavers.toldPartners(tx)) {
            Instant at = leavers.told(tx, partner);
            LeaverRound.record(
                    house,
                    partner.leaver(),
                    null,
                    "LEAVER_PARTNER_TOLD",
                    null,
                    Map.of("client", partner.client(), "delivered", at.toString()),
                    now);
        }
        for (Leavers.Partner partner : leavers.latePartners(tx, now)) {
            Leaver leaver = partner.leaver();
            leavers.alarmed(tx, partner, now);
            house.accounts(leaver.realm());
            house.tell(new Notice(
                    leaver.realm(),
                    "inactivity-partner-overdue",
                    "inactivity-partner-overdue-" + leaver.id() + "-"
                            + Integer.toHexString(partner.client().hashCode()),
                    new Audience.Holders("system-admin", null),
                    Map.of("leaver", leaver.id().toString(), "client", line(partner.client()))));
            LeaverRound.record(
                    house, leaver, null, "LEAVER_PARTNER_OVERDUE", null, Map.of("client", partner.client()), now);
        }
    }

    /** As much of a name as a mail takes. */
    private static String line(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 200 ? line : line.substring(0, 200);
    }
}
