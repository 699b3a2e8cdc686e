package health.keyward.stepup.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Proof;
import health.keyward.stepup.core.Shown;
import health.keyward.stepup.core.ShownProofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Proofs as notes: of the present sign-in on the authentication session, of all of them on the user session once the sign-in is through. Every
 * authenticator of this room leaves its proof here; the gate and the amr mappers read it.
 */
final class SignInProofs {
    static final Clock CLOCK = Clock.systemUTC();

    /** On both sessions. */
    private static final String NOTE = "keyward.proofs";

    /** On the authentication session: what the user session brought along. */
    private static final String HELD = "keyward.proofs.held";

    private SignInProofs() {}

    /** Keeps a proof that the server has just checked. */
    static void note(AuthenticationSessionModel signIn, Proof proof, List<String> amr) {
        ShownProofs proofs = of(signIn).with(new Shown(proof, amr));
        signIn.setAuthNote(NOTE, text(proofs.now()));
        signIn.setUserSessionNote(NOTE, text(proofs.all()));
        SignInFacts.say(signIn, SignInFacts.METHOD, proof.factor().name());
        SignInFacts.say(signIn, SignInFacts.AMR, String.join(" ", proofs.amrNow()));
    }

    /** A proof by this factor now, by a credential that has no model. */
    static void note(AuthenticationSessionModel signIn, Factor factor, @Nullable String credential) {
        boolean password = factor == Factor.PASSWORD;
        note(
                signIn,
                new Proof(
                        factor,
                        credential,
                        null,
                        false,
                        password ? Level.PASSWORD : Level.MULTI_FACTOR,
                        CLOCK.instant()),
                List.of(password ? "pwd" : "otp"));
    }

    /** An assertion that was checked just now. */
    static void note(AuthenticationSessionModel signIn, Assertion assertion, HeldKey key) {
        note(signIn, key.proof(assertion.userVerified(), CLOCK.instant()), key.amr(assertion.userVerified()));
        SignInFacts.say(signIn, SignInFacts.MODEL, key.model().toString());
    }

    /** Goes on from what the open session has. */
    static void hold(AuthenticationSessionModel signIn, UserSessionModel session) {
        String held = session.getNote(NOTE);
        if (held != null) {
            signIn.setAuthNote(HELD, held);
            signIn.setUserSessionNote(NOTE, held);
        }
    }

    static ShownProofs of(AuthenticationSessionModel signIn) {
        return new ShownProofs(read(signIn.getAuthNote(HELD)), read(signIn.getAuthNote(NOTE)));
    }

    static ShownProofs of(UserSessionModel session) {
        return new ShownProofs(read(session.getNote(NOTE)), List.of());
    }

    /** A note that cannot be read proves nothing. */
    private static List<Shown> read(@Nullable String note) {
        if (note == null) {
            return List.of();
        }
        try {
            return JsonSerialization.readValue(note, new TypeReference<List<Line>>() {}).stream()
                    .map(Line::shown)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static String text(List<Shown> shown) {
        try {
            return JsonSerialization.writeValueAsString(
                    shown.stream().map(Line::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Short names: it goes into the row of every session. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String f, @Nullable String c, @Nullable String m, boolean v, int l, long t, List<String> a) {
        static Line of(Shown shown) {
            Proof proof = shown.proof();
            return new Line(
                    proof.factor().name(),
                    proof.credential(),
                    proof.model() == null ? null : proof.model().toString(),
                    proof.userVerified(),
                    proof.level().loa(),
                    proof.at().getEpochSecond(),
                    shown.amr());
        }

        Shown shown() {
            return new Shown(
                    new Proof(
                            Factor.valueOf(f),
                            c,
                            m == null ? null : UUID.fromString(m),
                            v,
                            Level.ofLoa(l).orElseThrow(() -> new IllegalArgumentException("no level " + l)),
                            Instant.ofEpochSecond(t)),
                    a);
        }
    }
}
