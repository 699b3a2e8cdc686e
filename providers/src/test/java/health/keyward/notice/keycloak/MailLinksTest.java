package health.keyward.notice.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the one link of a warning leads. */
class MailLinksTest {
    private static final String SERVER = "https://sso.example.org/";

    @ParameterizedTest
    @CsvSource({
        "${authBaseUrl}, /realms/hospital/account/, https://sso.example.org/realms/hospital/account/",
        ", /realms/hospital/account/, https://sso.example.org/realms/hospital/account/",
        "https://ward.example.org, /start, https://ward.example.org/start",
        "https://ward.example.org, , https://ward.example.org",
        ", https://ward.example.org/start, https://ward.example.org/start"
    })
    void a_client_is_opened_at_its_base_url_else_at_its_root(
            @Nullable String root, @Nullable String base, String home) {
        assertThat(MailLinks.home(SERVER, root, base)).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource({"${authBaseUrl}, /realms/hospital/account/", ", /realms/hospital/account/", "${authBaseUrl}, "})
    void a_server_that_does_not_know_its_name_gives_no_link(@Nullable String root, @Nullable String base) {
        assertThat(MailLinks.home("", root, base)).isNull();
    }

    @Test
    void what_is_no_web_address_is_no_link() {
        assertThat(MailLinks.home(SERVER, null, null)).isNull();
        assertThat(MailLinks.home(SERVER, null, "javascript:alert(1)")).isNull();
        assertThat(MailLinks.home(SERVER, null, "https://ward.example.org/\"><b>"))
                .isNull();
    }
}
