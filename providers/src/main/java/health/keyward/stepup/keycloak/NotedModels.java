package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What was known of a key when the page that asks for it was made, as a note on the sign-in: good for the answer that comes within a minute. Who takes longer,
 * and whoever signs in anew, is judged by what is known then; that a key may not be used is never noted.
 */
final class NotedModels implements Models {
    static final Duration TRUSTED = Duration.ofMinutes(1);

    private static final String NOTE = "keyward.key.";
    private static final Pattern FIELDS = Pattern.compile("|", Pattern.LITERAL);

    private final Models models;
    private final AuthenticationSessionModel signIn;
    private final Clock clock;

    NotedModels(Models models, AuthenticationSessionModel signIn, Clock clock) {
        this.models = models;
        this.signIn = signIn;
        this.clock = clock;
    }

    @Override
    public Known of(RealmId realm, String credential, UUID model) {
        return noted(signIn.getAuthNote(NOTE + credential), model).orElseGet(() -> models.of(realm, credential, model));
    }

    /** Asks anew, and notes the answer. */
    Models noting() {
        return (realm, credential, model) -> {
            Known known = models.of(realm, credential, model);
            if (known.standing() instanceof ModelStanding.Usable usable) {
                signIn.setAuthNote(NOTE + credential, text(model, usable, known.proven()));
            } else {
                signIn.removeAuthNote(NOTE + credential);
            }
            return known;
        };
    }

    private String text(UUID model, ModelStanding.Usable usable, boolean proven) {
        return String.join(
                "|",
                Long.toString(clock.instant().getEpochSecond()),
                model.toString(),
                proven ? "p" : "",
                Integer.toString(usable.upTo().loa()),
                usable.biometric().map(ModelStanding.Biometric::name).orElse(""),
                usable.hardware() ? "h" : "");
    }

    /** What is of another time or another model is as if it were not there. */
    private Optional<Known> noted(@Nullable String note, UUID model) {
        if (note == null) {
            return Optional.empty();
        }
        String[] part = FIELDS.split(note, -1);
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(part[0])), clock.instant());
        if (age.isNegative() || age.compareTo(TRUSTED) > 0 || !part[1].equals(model.toString())) {
            return Optional.empty();
        }
        return Level.ofLoa(Integer.parseInt(part[3]))
                .map(level -> new Known(
                        new ModelStanding.Usable(
                                level,
                                part[4].isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(ModelStanding.Biometric.valueOf(part[4])),
                                part[5].equals("h")),
                        part[2].equals("p")));
    }
}
