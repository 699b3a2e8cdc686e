package health.keyward.stepup.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/** What the step-up map demands of the present sign-in. Decided once and noted, so that the steps of one sign-in cannot disagree. */
final class Demand {
    private static final String NOTE = "keyward.need";

    private Demand() {}

    /** Decides, unless that was done in this sign-in. */
    static Need of(AuthenticationFlowContext context, UserModel user) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String noted = signIn.getAuthNote(NOTE);
        if (noted != null) {
            return read(noted);
        }
        Assurance assurance = Doors.open(context.getSession(), Assurance.class);
        RealmId realm = new RealmId(context.getRealm().getId());
        Need need = assurance.silent(realm) ? Need.PASSWORD : assurance.need(ask(context, realm, user));
        signIn.setAuthNote(NOTE, text(need));
        return need;
    }

    /** What was decided; a password where nothing was. */
    static Need noted(AuthenticationSessionModel signIn) {
        String noted = signIn.getAuthNote(NOTE);
        return noted == null ? Need.PASSWORD : read(noted);
    }

    private static Ask ask(AuthenticationFlowContext context, RealmId realm, UserModel user) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String scope = signIn.getClientNote("scope");
        Set<String> roles = RoleUtils.getDeepUserRoleMappings(user).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
        return new Ask(
                realm,
                signIn.getClient().getClientId(),
                signIn.getClient().getAttribute("keyward.data_class"),
                roles,
                scope == null
                        ? Set.of()
                        : Set.copyOf(Arrays.asList(scope.strip().split(" +"))),
                null,
                context.getConnection().getRemoteAddr());
    }

    private static Need read(String note) {
        try {
            return JsonSerialization.readValue(note, Line.class).need();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Need need) {
        try {
            return JsonSerialization.writeValueAsString(Line.of(need));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(int level, @Nullable Long maxAge, boolean different, List<String> because) {
        static Line of(Need need) {
            return new Line(
                    need.level().loa(),
                    need.maxAge() == null ? null : need.maxAge().toSeconds(),
                    need.differentFactor(),
                    need.because());
        }

        Need need() {
            return new Need(
                    Level.ofLoa(level).orElseThrow(() -> new IllegalStateException("no level " + level)),
                    maxAge == null ? null : Duration.ofSeconds(maxAge),
                    different,
                    because);
        }
    }
}
