package health.keyward.it.web;

import health.keyward.it.StepUpClients;
import health.keyward.it.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An app in the test's own hands that asks for a level and reads what it is told. */
final class StepUpApp {
    private final Tokens.Client client;
    private String verifier = "";

    private StepUpApp(Tokens.Client client) {
        this.client = client;
    }

    /**
     * What the ID token says.
     *
     * @param authTime in seconds since 1970
     */
    record Told(String acr, List<String> amr, long authTime, String sid, Tokens.Issued tokens) {}

    static StepUpApp made() {
        return new StepUpApp(StepUpClients.made("step-up"));
    }

    static StepUpApp madeWithFlow(String flowId) {
        return new StepUpApp(StepUpClients.madeWithFlow("step-up-flow", flowId));
    }

    /** Whether the browser is back. */
    boolean isReached(Screen screen) {
        return screen.address().toString().startsWith(client.redirect());
    }

    String id() {
        return client.id();
    }

    /** Where it sends the browser; asks for nothing special. */
    URI asksForNothing() {
        verifier = Tokens.random();
        return Tokens.authorize(client, verifier);
    }

    URI asksFor(String acrValues) {
        return asks("acr_values", acrValues);
    }

    URI asks(String parameter, String value) {
        return URI.create(asksForNothing() + "&" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Waits until the browser is back and exchanges the code. */
    Told told(Screen screen) {
        screen.arrives(URI.create(client.redirect()));
        return told(Tokens.exchange(client, Tokens.code(screen.address()), verifier));
    }

    Told renewed(Told told) {
        return told(Tokens.renew(client, told.tokens()));
    }

    private static Told told(Tokens.Issued issued) {
        var claims = Tokens.claims(issued.id());
        return new Told(
                claims.path("acr").asText(),
                java.util.stream.StreamSupport.stream(claims.path("amr").spliterator(), false)
                        .map(value -> value.asText())
                        .toList(),
                claims.path("auth_time").asLong(),
                claims.path("sid").asText(),
                issued);
    }
}
