package health.keyward.stepup.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.ShownProofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/** Keycloak's own notes about levels of a sign-in: what is asked for, what is reached, and what the open session brought along. */
final class SignInLevels {
    private final AuthenticationSessionModel signIn;

    SignInLevels(AuthenticationSessionModel signIn) {
        this.signIn = signIn;
    }

    /** What the app asks for; below zero when it asks for nothing. */
    int asked() {
        String asked = signIn.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        return asked == null ? Constants.NO_LOA : Integer.parseInt(asked);
    }

    void ask(int level) {
        signIn.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, String.valueOf(level));
    }

    void raise(int level) {
        if (level > asked()) {
            ask(level);
        }
    }

    /** Reached in this sign-in, or held and still good; below zero for none. */
    int reached() {
        String reached = signIn.getAuthNote(Constants.LEVEL_OF_AUTHENTICATION);
        return reached == null ? Constants.NO_LOA : Integer.parseInt(reached);
    }

    /** Of several levels that an app names the highest that the person can show; Keycloak takes the lowest (its issue 31534). */
    void askForTheHighest(AuthenticationFlowContext context, UserModel user) {
        String values = signIn.getClientNote(OIDCLoginProtocol.ACR_PARAM);
        String claims = signIn.getClientNote(OIDCLoginProtocol.CLAIMS_PARAM);
        if (claims == null && (values == null || !values.strip().contains(" "))) {
            return;
        }
        ClientModel client = signIn.getClient();
        Map<String, Integer> known = AcrUtils.getAcrLoaMap(client);
        List<String> essential = AcrUtils.getRequiredAcrValues(claims);
        List<String> named = essential.isEmpty() ? AcrUtils.getAcrValues(claims, values, client) : essential;
        named.stream()
                .map(name -> level(known, name))
                .flatMap(Optional::stream)
                .filter(level -> level > asked())
                .sorted(Comparator.reverseOrder())
                .filter(level -> reachable(context, user, level))
                .findFirst()
                .ifPresent(this::raise);
    }

    private static Optional<Integer> level(Map<String, Integer> known, String name) {
        Integer mapped = known.get(name);
        return mapped != null
                ? Optional.of(mapped)
                : Level.ofLoa(name.matches("\\d{1,3}") ? Integer.parseInt(name) : 0)
                        .map(Level::loa);
    }

    /** Whether the person holds what it takes. */
    static boolean reachable(AuthenticationFlowContext context, UserModel user, int loa) {
        Optional<Level> level = Level.ofLoa(loa);
        return level.isPresent()
                && switch (level.get()) {
                    case PASSWORD -> true;
                    case MULTI_FACTOR ->
                        user.credentialManager()
                                .getStoredCredentialsStream()
                                .anyMatch(c -> !PasswordCredentialModel.TYPE.equals(c.getType()));
                    case PHISHING_RESISTANT, HARDWARE_BOUND ->
                        HeldKey.all(Doors.open(context.getSession(), Models.class), context.getRealm(), user)
                                .anyMatch(key -> key.gives(level.get()));
                };
    }

    /**
     * The lowest level the open session claims and that is not backed by a proof, or not by one that is as fresh as the need wants it.
     *
     * @param map the session's {@code loa-map}
     */
    static OptionalInt unproven(@Nullable String map, ShownProofs proofs, Need need) {
        return claimed(map).keySet().stream()
                .mapToInt(Integer::intValue)
                .filter(loa -> !proven(loa, proofs, need))
                .findFirst();
    }

    private static boolean proven(int loa, ShownProofs proofs, Need need) {
        Optional<Level> level = Level.ofLoa(loa);
        if (level.isEmpty()) {
            return false;
        }
        Need asFar = level.get() == need.level()
                ? new Need(level.get(), need.maxAge(), need.differentFactor(), List.of())
                : new Need(level.get(), null, false, List.of());
        return proofs.meet(asFar, SignInProofs.CLOCK.instant());
    }

    /** Takes from what the open session brought along this level and all above it: they will be asked for again. */
    void forget(AuthenticationFlowContext context, int level) {
        TreeMap<Integer, Integer> kept =
                new TreeMap<>(claimed(signIn.getAuthNote(Constants.LOA_MAP)).headMap(level));
        try {
            signIn.setAuthNote(Constants.LOA_MAP, JsonSerialization.writeValueAsString(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reached() >= level) {
            new AcrStore(context.getSession(), signIn).setLevelAuthenticatedToCurrentRequest(level - 1);
        }
    }

    private static TreeMap<Integer, Integer> claimed(@Nullable String map) {
        if (map == null) {
            return new TreeMap<>();
        }
        try {
            return JsonSerialization.readValue(map, new TypeReference<TreeMap<Integer, Integer>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
