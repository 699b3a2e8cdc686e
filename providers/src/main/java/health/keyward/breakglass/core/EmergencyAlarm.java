package health.keyward.breakglass.core;

import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something about emergency administrators that every system administrator hears of, by mail and in the local syslog (EA-7).
 *
 * @param subject user name of the account
 * @param detail in a few words without names
 * @param address where it came from; null when nobody knows
 * @param at when it happened, however late it is told
 * @param tone how loud it is
 */
public record EmergencyAlarm(
        UUID id,
        RealmId realm,
        Kind kind,
        String subject,
        String detail,
        @Nullable String address,
        Instant at,
        Tone tone) {
    private static final String TO = "system-admin";
    private static final String OVERSEERS = "privacy-officer";
    private static final int LONGEST = 200;

    public EmergencyAlarm {
        subject = line(subject);
        detail = line(detail);
        address = address == null ? null : address.length() <= 64 ? address : address.substring(0, 64);
    }

    /** How the normal path stood makes an alarm louder or quieter (EA-3). */
    public enum Tone {
        USUAL,
        /** An account was opened or used although administrators could have come in the normal way, or nobody can tell whether they could. */
        LOUDEST,
        /** Something is down that administrators need. */
        EXPLAINED;

        /** @param path how the normal path stood; null when nobody could tell */
        public static Tone of(@Nullable NormalPath path) {
            return path != null && path.explains() ? EXPLAINED : LOUDEST;
        }
    }

    /** About something the normal path has nothing to do with. */
    public EmergencyAlarm(
            UUID id, RealmId realm, Kind kind, String subject, String detail, @Nullable String address, Instant at) {
        this(id, realm, kind, subject, detail, address, at, Tone.USUAL);
    }

    /** What happened, with its severity after RFC 5424: 1 wants somebody at once, 4 is a warning. */
    public enum Kind {
        /** Two custodians opened the account. */
        EMERGENCY_ADMIN_OPENED(1),
        /** The account signed in. */
        EMERGENCY_ADMIN_USED(1),
        /** Somebody tried to sign in as the account. */
        EMERGENCY_ADMIN_REFUSED(1),
        /** Something stands against the register. */
        EMERGENCY_ADMIN_FINDING(4),
        /** A temporary administrator of the server was switched off (EA-10). */
        BOOTSTRAP_ADMIN_DISABLED(4);

        private final int severity;

        Kind(int severity) {
            this.severity = severity;
        }

        public int severity() {
            return severity;
        }

        /** Name of the notice. */
        public String topic() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The same occasion has the same id, so that it is told once. */
    public static UUID idOf(String occasion) {
        return UUID.nameUUIDFromBytes(occasion.getBytes(StandardCharsets.UTF_8));
    }

    /** After RFC 5424: nothing is louder than 0, and what is explained is an error and no alert. */
    public int severity() {
        return switch (tone) {
            case USUAL -> kind.severity();
            case LOUDEST -> 0;
            case EXPLAINED -> 3;
        };
    }

    /** For all system administrators; the loudest for privacy officers too, who oversee them. */
    public List<Notice> notices() {
        Notice all = notice(TO, "");
        return tone == Tone.LOUDEST ? List.of(all, notice(OVERSEERS, ":overseers")) : List.of(all);
    }

    private Notice notice(String role, String occasion) {
        Map<String, String> facts = new HashMap<>();
        facts.put("account", subject);
        facts.put("detail", detail);
        facts.put("since", at.toString());
        if (address != null && !address.isBlank()) {
            facts.put("address", address);
        }
        String topic = kind.topic() + (tone == Tone.LOUDEST ? "-unexplained" : "");
        if (tone != Tone.USUAL) {
            facts.put("priority", tone == Tone.LOUDEST ? "P1" : "P2");
        }
        return new Notice(realm, topic, "emergency:" + id + occasion, new Audience.Holders(role, null), facts);
    }

    private static String line(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }
}
