package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.Cause;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every attempt, good or bad, is in the history with its cause (LH-1). */
class SignInTest {
    @Test
    void a_sign_in_with_password_and_code_is_in_the_history() {
        DemoPerson nurse = Ward.someone("nurse");
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Ward.house().oidcApp().address()).typesPassword(nurse).typesCode(nurse, "");
            assertThat(signIn.page().status()).isEqualTo(200);
        }
        SignInRow row = History.eventually(
                "person=" + nurse.username(), r -> r.kind() == EventKind.SIGN_IN && r.outcome() == Outcome.SUCCESS);
        assertThat(row.app()).isEqualTo("ward-board");
        assertThat(row.acr()).isEqualTo("mfa");
        assertThat(row.method()).isEqualTo(Method.PASSWORD_OTP);
    }

    @Test
    void a_wrong_password_is_in_the_history_as_one() {
        DemoPerson nurse = Ward.someone("nurse");
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Ward.house().oidcApp().address()).types(nurse.username(), "not the password");
        }
        SignInRow row = History.eventually("person=" + nurse.username(), r -> r.outcome() == Outcome.FAILED);
        assertThat(row.cause()).isEqualTo(Cause.WRONG_PASSWORD);
    }

    @Test
    void a_wrong_code_is_not_taken_for_a_wrong_password() {
        DemoPerson nurse = Ward.someone("nurse");
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Ward.house().oidcApp().address())
                    .typesPassword(nurse)
                    .types(Map.of("otp", "000000"), "otp", "");
        }
        SignInRow row = History.eventually("person=" + nurse.username(), r -> r.outcome() == Outcome.FAILED);
        assertThat(row.cause()).isEqualTo(Cause.WRONG_CODE);
    }

    @Test
    void a_name_that_belongs_to_nobody_is_kept_as_a_hash_only() {
        String typed = "summer-2026-password";
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Ward.house().oidcApp().address()).types(typed, "whatever");
        }
        SignInRow row = History.eventually("cause=UNKNOWN_USER", r -> r.unknownName() != null);
        assertThat(row.person()).isNull();
        assertThat(row.toString()).doesNotContain(typed);
    }
}
