package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.NodeMarks;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.TimeServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.keycloak.common.Version;

/** The marks of this run of the server, written on its lane: they wait for no sign-in and no sign-in waits for them. */
final class Pulse {
    static final Duration BEAT = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(Pulse.class);
    private static final int MOST_NUMBERS = 1_000;

    private final Scribe scribe;
    private final NodeMarks marks = new NodeMarks(AuditRoomFactory.CLOCK, System::nanoTime);
    private final Optional<TimeServer> timeServer;

    Pulse(Scribe scribe, Optional<String> timeServer) {
        this.scribe = scribe;
        this.timeServer = timeServer.map(
                address -> TimeServer.of(address, Duration.ofSeconds(2), AuditRoomFactory.CLOCK, System::nanoTime));
    }

    /** The first entry of this run. */
    void begins() {
        write(new Numbered(scribe.ids().boot(), EventIds.BOOT, marks.boot(host(), Version.VERSION)));
    }

    /** Every minute: alive, how far the clock is off, which numbers were burnt. */
    void beats() {
        OptionalLong offset = timeServer.map(TimeServer::offsetMillis).orElseGet(OptionalLong::empty);
        timeServer.filter(asked -> offset.isEmpty()).ifPresent(asked -> LOG.warn("the time server did not answer"));
        makeMonths();
        say(marks.heartbeat(offset));
        sayBurnt();
    }

    /** Every few seconds: whether the clock was moved. */
    void looks() {
        marks.clockJump().ifPresent(jump -> {
            LOG.warnf(
                    "the clock of this server was moved by %s ms", jump.facts().get("millis"));
            say(jump);
        });
    }

    void ends() {
        try {
            sayBurnt();
            say(marks.shutdown());
        } catch (RuntimeException e) {
            LOG.warnf("the end of this run could not be recorded: %s", e.toString());
        }
    }

    private void sayBurnt() {
        List<Long> burnt = scribe.ids().takeBurnt(MOST_NUMBERS);
        if (burnt.isEmpty()) {
            return;
        }
        try {
            say(marks.unused(burnt));
        } catch (RuntimeException e) {
            scribe.ids().giveBack(burnt);
            throw e;
        }
    }

    private void say(Mark mark) {
        List<Numbered> numbered = scribe.number(List.of(mark));
        try {
            write(numbered.getFirst());
        } catch (RuntimeException e) {
            scribe.ids().burn(numbered);
            throw e;
        }
    }

    private void write(Numbered mark) {
        scribe.lane().run(connection -> {
            scribe.inbox().add(connection, mark);
            return true;
        });
        scribe.committed();
    }

    /** What does not fit into an entry has to find its month whenever it comes. */
    private void makeMonths() {
        scribe.lane().run(connection -> {
            try (PreparedStatement months = connection.prepareStatement(
                    "SELECT kw_month('kw_audit_payload', ?), kw_month('kw_audit_payload', ?)")) {
                var now = AuditRoomFactory.CLOCK.instant().atOffset(ZoneOffset.UTC);
                months.setObject(1, now);
                months.setObject(2, now.plusMonths(1));
                months.execute();
            }
            return true;
        });
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
