package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.keycloak.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whoever has a second factor shows it before another one is enrolled. */
class EnrolmentGuardTest {
    private final List<String> credentials = new ArrayList<>(List.of(PasswordCredentialModel.TYPE));
    private final Map<String, String> authNotes = new HashMap<>();
    private final Map<String, String> clientNotes = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private final KeycloakSession session = made(KeycloakSession.class, Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {"otp", "webauthn", "webauthn-passwordless", "recovery-authn-codes", "keyward-recovery-code"})
    void a_password_alone_enrols_nothing_for_who_has_more(String second) {
        credentials.add(second);
        reached(1);
        register().requiredActionChallenge(context());
        register().processAction(context());
        assertThat(done).containsExactly("ignore", "ignore");
    }

    @Test
    void who_asked_for_it_himself_is_told_no() {
        credentials.add("otp");
        reached(1);
        clientNotes.put(Constants.KC_ACTION, AttestedRegisterFactory.ID);
        register().requiredActionChallenge(context());
        register().processAction(context());
        assertThat(done).containsExactly("failure", "failure");
    }

    @Test
    void nothing_noted_is_nothing_reached() {
        credentials.add("otp");
        register().requiredActionChallenge(context());
        assertThat(done).containsExactly("ignore");
    }

    @Test
    void with_the_second_factor_shown_the_page_is_made() {
        credentials.add("otp");
        reached(2);
        goesOn();
    }

    @Test
    void who_has_nothing_but_a_password_enrols_the_first_one_with_it() {
        reached(1);
        goesOn();
    }

    /** The page itself is Keycloak's business; it asks for the action's parameter first. */
    private void goesOn() {
        clientNotes.put(Constants.KC_ACTION_PARAMETER, Constants.KC_ACTION_PARAMETER_SKIP_IF_EXISTS);
        register().requiredActionChallenge(context());
        assertThat(done).containsExactly("success");
    }

    private void reached(int level) {
        authNotes.put(Constants.LEVEL_OF_AUTHENTICATION, Integer.toString(level));
    }

    private AttestedRegister register() {
        MetadataShelf shelf = new MetadataShelf(TrustRoots.NONE, System::nanoTime);
        return AttestedRegister.in(session, new SessionModels(new Database(session), shelf), Clock.systemUTC());
    }

    private RequiredActionContext context() {
        SubjectCredentialManager manager = made(
                SubjectCredentialManager.class,
                Map.of(
                        "getStoredCredentialsStream",
                        (p, m, a) -> stored(),
                        "getStoredCredentialsByTypeStream",
                        (p, m, a) -> Stream.of(new CredentialModel())));
        AuthenticationSessionModel signIn = made(
                AuthenticationSessionModel.class,
                Map.of(
                        "getAuthNote", (p, m, a) -> authNotes.get(a[0]),
                        "getClientNote", (p, m, a) -> clientNotes.get(a[0])));
        UserModel user = made(UserModel.class, Map.of("credentialManager", (p, m, a) -> manager));
        return made(
                RequiredActionContext.class,
                Map.of(
                        "getUser", (p, m, a) -> user,
                        "getAuthenticationSession", (p, m, a) -> signIn,
                        "getAction", (p, m, a) -> AttestedRegisterFactory.ID,
                        "ignore", (p, m, a) -> says("ignore"),
                        "failure", (p, m, a) -> says("failure"),
                        "success", (p, m, a) -> says("success")));
    }

    private Object says(String what) {
        done.add(what);
        return null;
    }

    private Stream<CredentialModel> stored() {
        return credentials.stream().map(type -> {
            CredentialModel credential = new CredentialModel();
            credential.setType(type);
            return credential;
        });
    }

    /** Answers what the test says, and nothing else: what is asked besides fails. */
    private static <T> T made(Class<T> type, Map<String, InvocationHandler> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, asked) -> {
                    InvocationHandler answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.invoke(proxy, method, asked);
                }));
    }
}
