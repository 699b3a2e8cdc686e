package health.keyward.stepup.keycloak;

import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Proof;
import health.keyward.stepup.core.Shown;
import health.keyward.stepup.core.ShownProofs;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

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

    private static final Pattern LINES = Pattern.compile("\n", Pattern.LITERAL);
    private static final Pattern FIELDS = Pattern.compile("|", Pattern.LITERAL);
    private static final Pattern WORDS = Pattern.compile(" ", Pattern.LITERAL);

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
    static List<Shown> read(@Nullable String note) {
        if (note == null || note.isEmpty()) {
            return List.of();
        }
        try {
            return Arrays.stream(LINES.split(note)).map(SignInProofs::shown).toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    static String text(List<Shown> shown) {
        return shown.stream().map(SignInProofs::line).collect(Collectors.joining("\n"));
    }

    /** Short, and read and written many times in a sign-in: it goes into the row of every session. */
    private static String line(Shown shown) {
        Proof proof = shown.proof();
        return String.join(
                "|",
                proof.factor().name(),
                proof.credential() == null ? "" : proof.credential(),
                proof.model() == null ? "" : proof.model().toString(),
                proof.userVerified() ? "v" : "",
                Integer.toString(proof.level().loa()),
                Long.toString(proof.at().getEpochSecond()),
                String.join(" ", shown.amr()));
    }

    private static Shown shown(String line) {
        String[] part = FIELDS.split(line, -1);
        if (part.length != Field.values().length) {
            throw new IllegalArgumentException("a proof has " + Field.values().length + " fields, this " + part.length);
        }
        String credential = part[Field.CREDENTIAL.ordinal()];
        String model = part[Field.MODEL.ordinal()];
        int loa = Integer.parseInt(part[Field.LEVEL.ordinal()]);
        String amr = part[Field.AMR.ordinal()];
        return new Shown(
                new Proof(
                        Factor.valueOf(part[Field.FACTOR.ordinal()]),
                        credential.isEmpty() ? null : credential,
                        model.isEmpty() ? null : UUID.fromString(model),
                        part[Field.VERIFIED.ordinal()].equals("v"),
                        Level.ofLoa(loa).orElseThrow(() -> new IllegalArgumentException("no level " + loa)),
                        Instant.ofEpochSecond(Long.parseLong(part[Field.AT.ordinal()]))),
                amr.isEmpty() ? List.of() : List.of(WORDS.split(amr)));
    }

    /** Of a line, in their order. */
    private enum Field {
        FACTOR,
        CREDENTIAL,
        MODEL,
        VERIFIED,
        LEVEL,
        AT,
        AMR
    }
}
