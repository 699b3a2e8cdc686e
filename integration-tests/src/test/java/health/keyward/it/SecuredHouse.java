package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionPage;
import health.keyward.contract.abac.DecisionRow;
import health.keyward.local.check.Browser;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * A house of its own as production has it: its address begins with https, Keycloak asks for certificates, knows the authority of the hospital's devices, and
 * believes what a proxy says of a connection. Plain HTTP is open beside it, which production closes.
 */
final class SecuredHouse implements AutoCloseable {
    /** What a proxy says of somebody outside who came to it by HTTPS. */
    static final Map<String, String> OUTSIDE = Map.of("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https");

    /** The same of somebody who came by plain HTTP. */
    static final Map<String, String> OUTSIDE_PLAIN =
            Map.of("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "http");

    private static final int BESIDE = 60;
    private static final String ASKS = "--https-client-auth=request";
    private static final String TRUSTED = "--https-trust-store";
    private static final int TRIES = 200;

    private final House house;
    private final Deque<DemoPerson> nurses = new ArrayDeque<>();
    private final Tokens.Client console;
    private final List<Tokens.Issued> administrators = new ArrayList<>();

    private SecuredHouse(House house) {
        this.house = house;
        this.console = new Tokens.Client(
                "keyward-console",
                house.register().clientSecret("keyward-console"),
                "http://localhost:" + house.ports().console() + "/login/oauth2/code/keyward",
                issuer());
        with("nurse").forEach(nurses::add);
        with("system-admin").stream().limit(2).map(this::administrator).forEach(administrators::add);
    }

    static SecuredHouse up() {
        Options shared = TheHouse.options();
        Path state = shared.state().resolveSibling("secured-house");
        Ports ports = new Ports(shared.ports().base() + BESIDE);
        Path authority = state.resolve("tls/ca.pem");
        List<String> settings = new ArrayList<>(shared.keycloak());
        settings.removeIf(setting -> setting.startsWith(TRUSTED));
        settings.addAll(List.of(
                TRUSTED + "-file=" + authority,
                "--hostname=https://localhost:" + ports.https(1),
                "--proxy-headers=xforwarded",
                "--spi-keyward-room--abac--device-authorities=" + authority));
        List<String> build = new ArrayList<>(shared.build());
        if (!build.contains(ASKS)) {
            build.add(ASKS);
        }
        House house = House.start(
                shared.withState(state)
                        .withPorts(ports)
                        .withParts(Set.of(Part.REALM))
                        .withBuild(build)
                        .withKeycloak(settings),
                new Progress(line -> System.err.println("[secured house] " + line)));
        try {
            return new SecuredHouse(house);
        } catch (RuntimeException | AssertionError e) {
            house.close();
            throw e;
        }
    }

    House house() {
        return house;
    }

    /** Somebody no test has seen. */
    DemoPerson nurse() {
        return nurses.remove();
    }

    /**
     * An app for nurses, without patient data; everybody is held to the policy at it.
     *
     * @param attributes beside those
     */
    Tokens.Client app(String id, Map<String, String> attributes) {
        String secret = Tokens.random();
        String redirect = "http://localhost:" + house.ports().oidcApp() + "/" + id;
        ObjectNode client = Admin.JSON
                .createObjectNode()
                .put("clientId", id)
                .put("secret", secret)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false);
        client.putArray("redirectUris").add(redirect);
        ObjectNode all = client.putObject("attributes")
                .put("keyward.data_class", "none")
                .put("keyward.access_roles", "nurse")
                .put("pkce.code.challenge.method", "S256");
        attributes.forEach(all::put);
        house.operator().post("/realms/" + Staff.REALM + "/clients", client);
        Enforcing.at(house.api(), token(0), token(1), id);
        return new Tokens.Client(id, secret, redirect, issuer());
    }

    /** Where a sign-in with a password ended: with a code for the app, or at a page that says why not. */
    record Ended(Page page, String verifier) {}

    /** Over HTTPS. */
    Ended signsIn(Tokens.Client app, DemoPerson person, SSLContext tls, Map<String, String> headers) {
        String verifier = Tokens.random();
        try (SignIn browser = new SignIn(new Browser(tls, headers))) {
            browser.opens(Tokens.authorize(app, verifier));
            return new Ended(typed(browser, app, person), verifier);
        }
    }

    /** Over plain HTTP, by somebody who does not let the address that Keycloak gives lead to HTTPS. */
    Ended insistsOnHttp(Tokens.Client app, DemoPerson person, Map<String, String> headers) {
        String verifier = Tokens.random();
        try (SignIn browser = new SignIn(new Browser(house.tls(), headers))) {
            browser.opens(Tokens.authorize(plain(app), verifier));
            Page page = browser.page();
            browser.turnsTo(new Page(page.address(), page.status(), unprotected(page.text())));
            return new Ended(typed(browser, app, person), verifier);
        }
    }

    private static Page typed(SignIn browser, Tokens.Client app, DemoPerson person) {
        return browser.types(
                        Map.of("username", person.username(), "password", person.password()),
                        "password",
                        app.redirect())
                .page();
    }

    /** As the app's own server fetches them, from this machine. */
    Tokens.Issued tokens(Tokens.Client app, Ended ended) {
        return Tokens.exchange(plain(app), Tokens.code(ended.page().address()), ended.verifier());
    }

    /** The app at Keycloak's plain port. */
    Tokens.Client plain(Tokens.Client app) {
        return new Tokens.Client(
                app.id(),
                app.secret(),
                app.redirect(),
                URI.create(unprotected(app.issuer().toString())));
    }

    /** The only decision about that person at that point, as the console explains it. */
    DecisionDetail decision(DemoPerson person, String point) {
        String list = "abac/decisions?person=" + person.username() + "&point=" + point;
        for (int i = 0; i < TRIES; i++) {
            List<DecisionRow> rows = read(list, DecisionPage.class).rows();
            if (!rows.isEmpty()) {
                assertThat(rows).hasSize(1);
                return read("abac/decisions/" + rows.getFirst().id(), DecisionDetail.class);
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("no decision about " + person + " at " + point);
    }

    /** What was known at that path. */
    static DecisionDetail.Known known(DecisionDetail detail, String path) {
        assertThat(detail.shown()).isEqualTo(DecisionDetail.Shown.ALL);
        return detail.attributes().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not among " + detail.attributes()));
    }

    private <T> T read(String path, Class<T> type) {
        HttpResponse<String> answer = Http.get(URI.create(house.api() + "/" + path), token(0));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return History.JSON.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** @param administrator the first or the second */
    private String token(int administrator) {
        Tokens.Issued renewed = Tokens.renew(plain(console), administrators.get(administrator));
        administrators.set(administrator, renewed);
        return renewed.access();
    }

    private Tokens.Issued administrator(DemoPerson person) {
        String verifier = Tokens.random();
        try (SignIn browser = new SignIn(new Browser(house.tls(), Map.of()))) {
            browser.opens(Tokens.authorize(console, verifier))
                    .typesPassword(person)
                    .typesCode(person, console.redirect());
            return tokens(console, new Ended(browser.page(), verifier));
        }
    }

    private List<DemoPerson> with(String role) {
        return house.register().people().stream()
                .filter(one ->
                        one.enabled() && one.hasSecondFactor() && one.roles().contains(role))
                .toList();
    }

    private URI issuer() {
        return URI.create(house.keycloak(1).secureAddress() + "/realms/" + Staff.REALM);
    }

    private String unprotected(String text) {
        return text.replace(
                house.keycloak(1).secureAddress().toString(),
                house.keycloak(1).address().toString());
    }

    @Override
    public void close() {
        house.close();
    }
}
