package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An emergency administrator comes in while each part that ordinary sign-ins lean on is stopped (EA-2); with an OPA server that is, {@link EmergencyFaultsTest}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmergencyPartsStoppedTest {
    private final Deque<DemoPerson> accounts = new ArrayDeque<>();
    private List<DemoPerson> custodians = List.of();

    @BeforeAll
    void registers() {
        custodians = List.of(
                EmergencyAccounts.person("keeper-a", "nurse"),
                EmergencyAccounts.person("keeper-b", "nurse"),
                EmergencyAccounts.person("keeper-c", "nurse"));
        List<DemoPerson> registered = IntStream.range(0, 5)
                .mapToObj(number -> EmergencyAccounts.person("stopped", "emergency-admin"))
                .toList();
        EmergencyAccounts.registered(registered, custodians, "127.0.0.0/8", "::1");
        accounts.addAll(registered);
    }

    @Test
    void while_an_external_identity_provider_is_away() {
        EmergencyAccounts.whileAProviderIsAway(() -> comesIn(StepUpClients.made("stopped-idp")));
    }

    @Test
    void while_the_policy_cannot_be_asked_and_everybody_else_is_refused() {
        Tokens.Client app = StepUpClients.made("fault-source");
        Enforcing.at(app.id());
        DemoPerson nurse = EmergencyAccounts.person("stopped-nurse", "nurse");
        try (SignIn ordinary = new SignIn()) {
            ordinary.opens(Tokens.authorize(app, Tokens.random())).typesPassword(nurse);
            if (ordinary.page().formWith("otp").isPresent()) {
                ordinary.typesCode(nurse, app.redirect());
            }
            assertThat(ordinary.page().address().toString())
                    .as("the policy cannot be asked, so nobody ordinary gets in")
                    .doesNotStartWith(app.redirect());
        }
        comesIn(app);
    }

    @Test
    void while_the_mail_server_is_away() {
        Ward.house().mail().goAway();
        try {
            DemoPerson account = comesIn(StepUpClients.made("stopped-mail"));
            assertThat(EmergencyAccounts.raised(account, "EMERGENCY_ADMIN_USED", 1))
                    .as("the alarm waits in the outbox")
                    .isEqualTo(1);
        } finally {
            Ward.house().mail().comeBack();
        }
    }

    @Test
    void while_the_service_that_vouches_for_authenticators_gives_nonsense() throws IOException {
        Files.writeString(Fido.file(), "nobody can read this");
        try {
            comesIn(StepUpClients.made("stopped-factors"));
        } finally {
            Files.deleteIfExists(Fido.file());
        }
    }

    @Test
    void while_the_console_is_stopped() {
        Ward.house().console().stop();
        try {
            comesIn(StepUpClients.made("stopped-console"));
        } finally {
            Ward.house().console().start();
        }
    }

    private DemoPerson comesIn(Tokens.Client app) {
        DemoPerson account = accounts.remove();
        EmergencyAccounts.comesIn(account, custodians, app);
        return account;
    }
}
