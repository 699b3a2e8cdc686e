package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A clinician at an app, in an emergency: asks at Keycloak's pages, and the app asks the decision point for each record. */
final class Emergency implements AutoCloseable {
    /** For people of the app; asks about records; told of emergency access. */
    static final class App {
        private final Pep pep;

        App(String name) {
            this(name, Map.of());
        }

        /** @param more attributes of the client */
        App(String name, Map<String, String> more) {
            Map<String, String> attributes = new LinkedHashMap<>(more);
            attributes.putAll(Map.of(
                    "keyward.access_roles", "nurse",
                    "keyward.resource_types", "record",
                    "keyward.actions.record", "read##write",
                    "keyward.break_glass", "true"));
            pep = Pep.made(
                    Staff.REALM,
                    name,
                    attributes,
                    List.of(Pep.AUDIENCE, told()),
                    List.of("access-decisions"),
                    Map.of());
            Staff.boss()
                    .make(
                            "hospital/clients/" + Staff.clientUuid(Staff.boss(), id()) + "/protocol-mappers/models",
                            StepUpMapTest.audience(id()));
        }

        Tokens.Client client() {
            return pep.client();
        }

        String id() {
            return pep.client().id();
        }

        private static Map<String, ?> told() {
            return Map.of(
                    "name",
                    "emergency access",
                    "protocol",
                    "openid-connect",
                    "protocolMapper",
                    "keyward-break-glass",
                    "config",
                    Map.of(
                            "id.token.claim", "true",
                            "access.token.claim", "true",
                            "userinfo.token.claim", "true",
                            "introspection.token.claim", "true"));
        }
    }

    private static final Pattern CHOICE =
            Pattern.compile("(?s)name=\"authenticationExecution\" value=\"([^\"]+)\".*?<h2[^>]*>(.*?)</h2>");
    private static final Pattern CODE = Pattern.compile("id=\"keyward-code\">([0-9 ]+)<");

    static final String TREATING = "EMERGENCY_TREATMENT";

    private final App app;
    private final DemoPerson person;
    private final String id;
    private final SignIn browser = new SignIn();
    private String verifier = "";
    private Tokens.Issued tokens = new Tokens.Issued("", "", "");

    Emergency(App app, DemoPerson person) {
        this.app = app;
        this.person = person;
        this.id = Staff.idOf(person.username());
    }

    Tokens.Client app() {
        return app.client();
    }

    SignIn browser() {
        return browser;
    }

    Tokens.Issued tokens() {
        return tokens;
    }

    String id() {
        return id;
    }

    DemoPerson person() {
        return person;
    }

    /** Instead of the second factor. The password is asked for again. */
    Emergency choosesAColleague() {
        browser.types(Map.of("tryAnotherWay", "on"), "tryAnotherWay", "");
        Matcher choice = CHOICE.matcher(browser.page().text());
        while (choice.find()) {
            if (choice.group(2).strip().equals("A colleague signs for me")) {
                browser.types(Map.of("authenticationExecution", choice.group(1)), "authenticationExecution", "");
                return this;
            }
        }
        throw new AssertionError(
                "no colleague among the ways: " + browser.page().glimpse());
    }

    /** To be read to the colleague. */
    String code() {
        Matcher shown = CODE.matcher(browser.page().text());
        if (!shown.find()) {
            throw new AssertionError("no code: " + browser.page().glimpse());
        }
        return shown.group(1).replace(" ", "");
    }

    JsonNode claims() {
        return Tokens.claims(tokens.access());
    }

    String grant() {
        return claims().at("/break_glass/grant_id").asText();
    }

    /** Comes to the page that asks for whom and why, with password and code. */
    Emergency asks(String parameter) {
        verifier = Tokens.random();
        browser.opens(URI.create(Tokens.authorize(app.client(), verifier) + "&kc_action=keyward-break-glass"
                + (parameter.isEmpty() ? "" : ":" + parameter)));
        return this;
    }

    Emergency signsIn() {
        browser.typesPassword(person).typesCode(person, app.client().redirect());
        return this;
    }

    Emergency says(String reason, String words) {
        return says(Map.of("reason", reason, "words", words));
    }

    Emergency says(Map<String, String> answers) {
        browser.types(answers, "form", app.client().redirect());
        return this;
    }

    /** Comes to the app without asking for anything, as far as the password leads. */
    Emergency opens() {
        verifier = Tokens.random();
        browser.opens(Tokens.authorize(app.client(), verifier))
                .types(
                        Map.of("username", person.username(), "password", person.password()),
                        "password",
                        app.client().redirect());
        return this;
    }

    /** Whether the person comes into that app, in a browser of its own. */
    boolean comesInto(App other) {
        try (SignIn fresh = new SignIn()) {
            fresh.opens(Tokens.authorize(other.client(), Tokens.random()))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            other.client().redirect());
            return fresh.page().address().toString().startsWith(other.client().redirect());
        }
    }

    /** Back at the app. */
    Emergency arrives() {
        tokens = Tokens.exchange(app.client(), Tokens.code(browser.page().address()), verifier);
        return this;
    }

    /** The same with a proof of possession of a key (RFC 9449). */
    Emergency arrives(DpopKey key) {
        tokens = Tokens.issued(Tokens.post(
                app.client(), forTokens(), key.proves("POST", app.client().endpoint("token"))));
        return this;
    }

    /** The same over a connection that shows a certificate (RFC 8705). */
    Emergency arrives(ClientCertificate certificate) {
        tokens = Tokens.issued(over(certificate, forTokens()));
        return this;
    }

    private Map<String, String> forTokens() {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                Tokens.code(browser.page().address()),
                "redirect_uri",
                app.client().redirect(),
                "code_verifier",
                verifier);
    }

    private HttpResponse<String> over(ClientCertificate certificate, Map<String, String> fields) {
        return certificate.send(Tokens.asking(ClientCertificate.overTls(app.client()), fields, Map.of()));
    }

    /** All of it. */
    Emergency breaksGlassFor(String patient) {
        return asks(patient).signsIn().says(TREATING, "").arrives();
    }

    /** Comes to the app by the session that is open, as any page of it. */
    Emergency comesAgain() {
        opensAgain();
        return arrives();
    }

    /** The same over a connection that shows this certificate; what the token endpoint says. */
    HttpResponse<String> comesAgain(ClientCertificate certificate) {
        opensAgain();
        return over(certificate, forTokens());
    }

    private void opensAgain() {
        verifier = Tokens.random();
        browser.opensUntil(
                Tokens.authorize(app.client(), verifier), app.client().redirect());
    }

    boolean mayRead(String patient) {
        return decision(patient).path("decision").asBoolean();
    }

    /** The same while anything may be answered, or nothing. */
    boolean opensNow(String patient) {
        try {
            HttpResponse<String> answer = answered(patient, claims().path("sid").asText(), List.of());
            return answer.statusCode() == 200
                    && Admin.json(answer).path("decision").asBoolean();
        } catch (UncheckedIOException | AssertionError noAnswer) {
            return false;
        }
    }

    JsonNode decision(String patient) {
        return decision(patient, claims().path("sid").asText());
    }

    JsonNode decision(String patient, String session) {
        return decision(patient, session, List.of());
    }

    /** Whether a patient's record opens to somebody who takes care of the patient. */
    boolean mayReadOwn(String patient) {
        return decision(patient, claims().path("sid").asText(), List.of(id))
                .path("decision")
                .asBoolean();
    }

    private JsonNode decision(String patient, String session, List<String> careTeam) {
        HttpResponse<String> answer = answered(patient, session, careTeam);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private HttpResponse<String> answered(String patient, String session, List<String> careTeam) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("patient", patient);
        properties.put("unit", "Ward Z");
        properties.put("care_team", careTeam);
        properties.put("confidentiality", "N");
        properties.put("sensitivity", List.of());
        properties.put(
                "consent",
                Map.of("purposes", List.of("TREAT"), "denied_subjects", List.of(), "denied_units", List.of()));
        return app.pep.ask(
                "evaluation",
                Map.of(
                        "subject", Map.of("type", "user", "id", id),
                        "action", Map.of("name", "read"),
                        "resource", Map.of("type", "record", "id", patient, "properties", properties),
                        "context", Map.of("purpose", "TREAT", "session_id", session)));
    }

    /** @return whether the app's own introspection says that the token lives */
    boolean tokenLives() {
        return introspected().path("active").asBoolean();
    }

    JsonNode introspected() {
        HttpResponse<String> answer =
                Http.send(HttpRequest.newBuilder(app.client().endpoint("token/introspect"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", basic())
                        .POST(HttpRequest.BodyPublishers.ofString(Tokens.form(Map.of("token", tokens.access()))))
                        .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    HttpResponse<String> renews() {
        return Tokens.post(app.client(), refresh());
    }

    HttpResponse<String> renews(DpopKey key) {
        return Tokens.post(
                app.client(), refresh(), key.proves("POST", app.client().endpoint("token")));
    }

    HttpResponse<String> renews(ClientCertificate certificate) {
        return over(certificate, refresh());
    }

    private Map<String, String> refresh() {
        return Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh());
    }

    HttpResponse<String> ends() {
        return ends(grant());
    }

    /** @param grant any id */
    HttpResponse<String> ends(String grant) {
        return say("end", "Bearer " + tokens.access(), grant);
    }

    HttpResponse<String> appCloses(App by) {
        return say(
                "context-closed",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (by.client().id() + ":" + by.client().secret())
                                                .getBytes(StandardCharsets.UTF_8)),
                grant());
    }

    private static HttpResponse<String> say(String what, String authorization, String grant) {
        return Http.send(HttpRequest.newBuilder(URI.create(Ward.house().issuer() + "/keyward/v1/break-glass/" + what))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(Tokens.form(Map.of("grant_id", grant))))
                .build());
    }

    private String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (app.client().id() + ":" + app.client().secret()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        browser.close();
    }
}
