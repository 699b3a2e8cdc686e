package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The proxy's configuration: TLS 1.2 or newer on both sides, plain HTTP answers a redirect or nothing (SD-2). */
class ProxyTest {
    private final String configuration = Repository.text("deploy/proxy/keyward.conf.template");

    @Test
    void both_sides_speak_tls_1_2_or_1_3_only() {
        assertThat(matches("(?m)^\\s*(?:proxy_)?ssl_protocols (.*);"))
                .hasSize(2)
                .allSatisfy(protocols -> assertThat(protocols.group(1)).isEqualTo("TLSv1.2 TLSv1.3"));
    }

    @Test
    void a_listener_without_tls_redirects_or_hangs_up() {
        List<String> plain =
                servers().filter(s -> !s.matches("(?s).*listen [^;]* ssl.*")).toList();
        assertThat(plain).hasSize(2);
        assertThat(plain)
                .allSatisfy(server -> assertThat(server)
                        .containsPattern("return (308 https://\\$host\\$request_uri|444);")
                        .doesNotContain("location", "proxy_pass", "root "));
    }

    @Test
    void every_backend_is_called_over_tls_and_its_name_is_checked() {
        assertThat(configuration)
                .contains("proxy_ssl_verify on;", "proxy_ssl_trusted_certificate /run/keyward/ca.crt;");
        assertThat(matches("proxy_pass (\\S+);"))
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.group(1)).isIn("https://keycloak", "$console"));
        assertThat(configuration).contains("set $console https://console:8443;");
        assertThat(servers().filter(s -> s.contains("proxy_pass"))).allMatch(s -> s.contains("proxy_ssl_name "));
    }

    @Test
    void what_a_caller_claims_about_its_own_address_is_thrown_away() {
        assertThat(configuration)
                .contains("proxy_set_header X-Forwarded-For $remote_addr;", "proxy_set_header Forwarded \"\";");
    }

    @Test
    void metrics_and_health_have_no_way_out() {
        assertThat(matches("location ~ (\\S+)"))
                .singleElement()
                .satisfies(location ->
                        assertThat(location.group(1)).isEqualTo("^/(realms|resources|admin|\\.well-known)/"));
    }

    private Stream<String> servers() {
        return Stream.of(configuration.split("(?m)^server \\{")).skip(1);
    }

    private List<MatchResult> matches(String regex) {
        return Pattern.compile(regex).matcher(configuration).results().toList();
    }
}
