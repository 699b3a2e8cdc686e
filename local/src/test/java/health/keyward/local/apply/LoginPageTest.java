package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginPageTest {
    @Test
    void a_password_form_is_known_by_its_field_and_answered_at_its_address() {
        LoginPage page = LoginPage.read(
                "<form id=\"kc-form-login\" action=\"http://x/login?a=1&amp;b=2\"><input name=\"username\"><input name=\"password\">");
        assertThat(page.asks()).isEqualTo(LoginPage.Question.PASSWORD);
        assertThat(page.action()).isEqualTo("http://x/login?a=1&b=2");
        assertThat(page.error()).isEmpty();
    }

    @Test
    void a_complaint_is_read_without_its_markup() {
        LoginPage page = LoginPage.read(
                "<form action=\"/a\"><input name=\"otp\"><span id=\"input-error-otp-code\" class=\"x\">\n"
                        + " Invalid  code. </span>");
        assertThat(page.asks()).isEqualTo(LoginPage.Question.ONE_TIME_CODE);
        assertThat(page.error()).isEqualTo("Invalid code.");
    }

    @Test
    void an_error_page_asks_for_nothing_that_we_know() {
        LoginPage page = LoginPage.read("<h1 id=\"kc-page-title\"> We are sorry </h1>");
        assertThat(page.asks()).isEqualTo(LoginPage.Question.SOMETHING_ELSE);
        assertThat(page.message()).isEqualTo("We are sorry");
    }

    @Test
    void a_code_is_read_from_the_address_that_the_browser_is_sent_to() {
        assertThat(LoginPage.parameter("http://x/cb?state=s&code=a%2Eb", "code"))
                .contains("a.b");
        assertThat(LoginPage.parameter("http://x/cb?error=access_denied", "code"))
                .isEmpty();
    }
}
