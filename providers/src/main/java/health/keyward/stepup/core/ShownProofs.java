package health.keyward.stepup.core;

import health.keyward.stepup.Achieved;
import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person has shown in a session, oldest first. The first one is what they signed in with. A level is believed only as far as it is backed
 * by these: Keycloak also gives it to who enrols a factor on the way.
 *
 * @param held in earlier sign-ins of the session
 * @param now in the present one
 */
public record ShownProofs(List<Shown> held, List<Shown> now) {
    public static final ShownProofs NONE = new ShownProofs(List.of(), List.of());

    /** More than a person can show in a day's session; the note they are kept in must stay small. */
    static final int MOST = 8;

    /** What was shown in the present sign-in stays fresh while the next page is filled in, also where a need asks for proof at this very moment. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

    public ShownProofs {
        held = List.copyOf(held);
        now = List.copyOf(now);
    }

    public ShownProofs with(Shown shown) {
        List<Shown> more = new ArrayList<>(now);
        more.removeIf(other -> other.sameCredentialAs(shown) && (!held.isEmpty() || other != now.getFirst()));
        more.add(shown);
        return new ShownProofs(held, shortened(more));
    }

    /** All of the session: the first, and of what was shown again the newest. */
    public List<Shown> all() {
        List<Shown> all = new ArrayList<>(held);
        for (Shown shown : now) {
            all.removeIf(other -> other.sameCredentialAs(shown) && other != all.getFirst());
            all.add(shown);
        }
        return shortened(all);
    }

    /** Whether this backs the need. */
    public boolean meet(Need need, Instant at) {
        return meet(all(), need, at);
    }

    /** Whether what was shown in the present sign-in alone backs the need, so that nothing has to be asked twice. */
    public boolean meetNow(Need need, Instant at) {
        return meet(now, need, at);
    }

    /** The credential the person signed in with, by Keycloak's id; empty for a password or when nothing was shown. */
    public Optional<String> signedInWith() {
        return first().map(Shown::proof).map(Proof::credential);
    }

    /** RFC 8176 values of the whole session, for apps. */
    public List<String> amr() {
        return amr(all());
    }

    /** RFC 8176 values of the present sign-in, for its record. */
    public List<String> amrNow() {
        return amr(now);
    }

    private List<String> amr(List<Shown> shown) {
        Set<String> amr = new LinkedHashSet<>();
        shown.forEach(one -> amr.addAll(one.amr()));
        if (multiFactor(shown, all())) {
            amr.add("mfa");
        }
        return List.copyOf(amr);
    }

    /** When the newest of those was shown that back the need; empty when none does. */
    public Optional<Instant> met(Need need, Instant at) {
        return backing(all(), need, at).map(one -> one.proof().at()).max(Comparator.naturalOrder());
    }

    private boolean meet(List<Shown> shown, Need need, Instant at) {
        return backing(shown, need, at).findAny().isPresent();
    }

    private Stream<Shown> backing(List<Shown> shown, Need need, Instant at) {
        Optional<Shown> first = first();
        List<Shown> counting = shown.stream()
                .filter(s -> fresh(s, need.maxAge(), at))
                .filter(s -> !need.differentFactor()
                        || first.filter(f -> f.sameCredentialAs(s)).isEmpty())
                .toList();
        return backing(counting, need.level());
    }

    /** Those that give the level. */
    private Stream<Shown> backing(List<Shown> shown, Level level) {
        return switch (level) {
            case PASSWORD -> shown.stream();
            case MULTI_FACTOR -> shown.stream().filter(one -> secondFactor(one, all()));
            case PHISHING_RESISTANT, HARDWARE_BOUND ->
                shown.stream()
                        .filter(s ->
                                s.proof().userVerified() && s.proof().level().includes(level));
        };
    }

    /**
     * The highest level that is backed, with its newest proof.
     *
     * @param otherwise when the person was let in, where nothing was shown to this house
     */
    public Achieved achieved(@Nullable Instant otherwise) {
        for (Level level : Arrays.asList(Level.values()).reversed()) {
            List<Shown> backing = backing(all(), level).toList();
            Optional<Instant> newest = backing.stream().map(s -> s.proof().at()).max(Comparator.naturalOrder());
            if (newest.isPresent()) {
                boolean different = backing.stream()
                        .anyMatch(
                                s -> first().filter(f -> f.sameCredentialAs(s)).isEmpty());
                return new Achieved(level, amr(), newest.get(), different);
            }
        }
        return new Achieved(Level.PASSWORD, amr(), otherwise, false);
    }

    private boolean fresh(Shown shown, @Nullable Duration maxAge, Instant at) {
        if (maxAge == null) {
            return true;
        }
        Duration age = now.contains(shown) && maxAge.compareTo(ON_THE_WAY) < 0 ? ON_THE_WAY : maxAge;
        return !shown.proof().at().isBefore(at.minus(age));
    }

    /** A second factor that counts, beside a first one of any age; or one act that is both. */
    private static boolean multiFactor(List<Shown> counting, List<Shown> all) {
        return counting.stream().anyMatch(one -> secondFactor(one, all));
    }

    private static boolean secondFactor(Shown one, List<Shown> all) {
        return one.bothFactors()
                || (!one.isPassword()
                        && all.stream().anyMatch(other -> other.proof().factor() == Factor.PASSWORD));
    }

    private Optional<Shown> first() {
        return held.stream().findFirst().or(() -> now.stream().findFirst());
    }

    /** Without the oldest after the first. */
    private static List<Shown> shortened(List<Shown> shown) {
        List<Shown> kept = new ArrayList<>(shown);
        while (kept.size() > MOST) {
            kept.remove(1);
        }
        return kept;
    }
}
