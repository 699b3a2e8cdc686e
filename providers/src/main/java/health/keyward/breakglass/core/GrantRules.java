package health.keyward.breakglass.core;

import health.keyward.breakglass.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** How long a grant lasts and what it can be for (BG-4, BG-5, BG-7, BG-19). */
public final class GrantRules {
    public static final Duration USUAL = Duration.ofMinutes(60);
    public static final Duration LONGEST = Duration.ofHours(4);
    /** Of a grant without a second factor, and of one that was given while the engine was down. */
    public static final Duration SHORT = Duration.ofMinutes(15);

    private static final Set<String> PURPOSES = Set.of("BTG", "ETREAT");
    private static final int MOST_APPS = 20;

    private GrantRules() {}

    /** Why there is no grant. */
    public enum Refusal {
        BAD_PATIENT,
        /** None, too many, without the one it was asked for, or one that emergency access is not for. */
        BAD_APPS,
        BAD_PURPOSE,
        /** Longer than the reason allows, or no time at all. */
        BAD_TIME,
        /** A colleague's signature never stands in for the second factor where the data is sensitive. */
        WAIVED_SENSITIVE,
        /** Waived without a colleague, or signed by the person. */
        NOT_CO_SIGNED
    }

    /** What stands against it; empty when it can be given. */
    public static Optional<Refusal> against(GrantRequest asked) {
        if (PatientReference.of(asked.patient())
                .filter(ref -> ref.value().equals(asked.patient()))
                .isEmpty()) {
            return Optional.of(Refusal.BAD_PATIENT);
        }
        if (asked.apps().isEmpty()
                || asked.apps().size() > MOST_APPS
                || !asked.apps().contains(asked.binding().client())) {
            return Optional.of(Refusal.BAD_APPS);
        }
        if (!PURPOSES.contains(asked.purpose())) {
            return Optional.of(Refusal.BAD_PURPOSE);
        }
        Integer minutes = asked.minutes();
        if (asked.reasonMinutes() < 1 || (minutes != null && (minutes < 1 || minutes > asked.reasonMinutes()))) {
            return Optional.of(Refusal.BAD_TIME);
        }
        if (asked.person().equals(asked.coSigner()) || (asked.waived() && asked.coSigner() == null)) {
            return Optional.of(Refusal.NOT_CO_SIGNED);
        }
        return asked.waived() && asked.sensitive() ? Optional.of(Refusal.WAIVED_SENSITIVE) : Optional.empty();
    }

    /** @throws IllegalArgumentException when something stands {@linkplain #against against} it */
    public static Grant grant(GrantRequest asked, String id, Instant now) {
        against(asked).ifPresent(why -> {
            throw new IllegalArgumentException(why.name());
        });
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        return new Grant(
                id,
                asked.realm(),
                asked.person(),
                asked.username(),
                asked.patient(),
                asked.apps(),
                asked.dataClass(),
                asked.action(),
                asked.purpose(),
                asked.reason(),
                asked.reasonsVersion(),
                from,
                from.plus(life(asked)),
                asked.binding(),
                asked.waived(),
                asked.coSigner(),
                asked.degraded(),
                null);
    }

    private static Duration life(GrantRequest asked) {
        Duration wanted = asked.minutes() == null ? USUAL : Duration.ofMinutes(asked.minutes());
        Duration most = least(LONGEST, Duration.ofMinutes(asked.reasonMinutes()));
        return least(wanted, asked.waived() || asked.degraded() ? least(SHORT, most) : most);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
