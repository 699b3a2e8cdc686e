package health.keyward.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String TEXT = """
            <html><body><form id="locale" action="/lang"><input type="hidden" name="kc_locale" value="en"></form>
            <form id="kc-form-login" action="http://localhost:8180/go?a=1&amp;b=2" method="post">
              <input id="username" name="username" value="" type="text"/>
              <input name="password" type="password"/><input type="checkbox" name="rememberMe"/>
              <input type="hidden" name="credentialId" value="a &quot;b&quot;"/></form></body></html>
            """;
    private final Page page = new Page(URI.create("http://localhost:8180/auth"), 200, TEXT);

    @Test
    void the_form_with_the_field_is_found_among_others() {
        assertThat(page.formWith("password"))
                .hasValueSatisfying(
                        form -> assertThat(form.action()).isEqualTo(URI.create("http://localhost:8180/go?a=1&b=2")));
    }

    @Test
    void hidden_fields_go_along_and_unticked_boxes_do_not() {
        Page.Form form = page.formWith("password").orElseThrow();

        assertThat(form.body(Map.of("username", "o'neill", "password", "p w&")))
                .isEqualTo("username=o%27neill&password=p+w%26&credentialId=a+%22b%22");
    }

    @Test
    void a_page_without_the_field_has_no_such_form() {
        assertThat(page.formWith("otp")).isEmpty();
    }
}
