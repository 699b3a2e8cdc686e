package health.keyward.example.saml;

import com.onelogin.saml2.http.HttpRequest;
import com.onelogin.saml2.logout.LogoutRequest;
import com.onelogin.saml2.logout.LogoutRequestParams;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Constants;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.w3c.dom.Document;

/** The way out, from here and from elsewhere: redirect, form POST (with a browser or from the realm itself) and SOAP. */
@Controller
class LogoutEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(LogoutEndpoints.class);
    private static final String SIGNED_OUT = "/signed-out";
    private static final String SIGNED_OUT_HERE = "/signed-out?realm=open";

    private final PharmacySettings pharmacy;
    private final IdentityProvider realm;
    private final LiveSessions live;
    private final ReplayCache replays;
    private final Clock clock;

    LogoutEndpoints(
            PharmacySettings pharmacy, IdentityProvider realm, LiveSessions live, ReplayCache replays, Clock clock) {
        this.pharmacy = pharmacy;
        this.realm = realm;
        this.live = live;
        this.replays = replays;
        this.clock = clock;
    }

    /** The button: ends the session here first, then asks the realm to end the rest. */
    @PostMapping("/logout")
    String leave(HttpServletRequest request, @RequestParam(defaultValue = "") String token) throws IOException {
        Browser browser = new Browser(request);
        Optional<SignedIn> person = browser.key().flatMap(live::find);
        if (person.isEmpty() || !browser.sentForm(token)) {
            return "redirect:/";
        }
        browser.key().ifPresent(live::end);
        browser.forget();
        Optional<Saml2Settings> settings = realm.settings();
        if (settings.isEmpty()) {
            return "redirect:" + SIGNED_OUT_HERE;
        }
        LogoutRequest question = new LogoutRequest(
                settings.get(),
                new LogoutRequestParams(
                        person.get().sessionIndex().orElse(null),
                        person.get().nameId(),
                        person.get().nameIdFormat()));
        return "redirect:"
                + RedirectBinding.address(
                        settings.get().getIdpSingleLogoutServiceUrl(),
                        "SAMLRequest",
                        question.getEncodedLogoutRequest(true),
                        settings.get());
    }

    @GetMapping(value = PharmacySettings.LOGOUT, params = "SAMLRequest")
    ResponseEntity<String> askedByRedirect(HttpServletRequest request) {
        HttpRequest raw = raw(request, "SAMLRequest");
        return realm.settings()
                .map(settings -> obey(
                        settings, new Signatures(settings).ofRedirect(raw, "SAMLRequest"), PharmacySettings.LOGOUT))
                .map(LogoutEndpoints::toTheBrowser)
                .orElseGet(LogoutEndpoints::unreachable);
    }

    @PostMapping(value = PharmacySettings.LOGOUT, params = "SAMLRequest")
    ResponseEntity<String> askedByPost(
            @RequestParam("SAMLRequest") String message,
            @RequestParam(name = "BACK_CHANNEL_LOGOUT", required = false) Optional<String> backChannel) {
        return realm.settings()
                .map(settings -> obey(settings, new Signatures(settings).ofPost(message), PharmacySettings.LOGOUT))
                .map(done -> backChannel.isPresent() ? toTheRealm(done) : toTheBrowser(done))
                .orElseGet(LogoutEndpoints::unreachable);
    }

    @PostMapping(
            value = PharmacySettings.LOGOUT_SOAP,
            consumes = {MediaType.TEXT_XML_VALUE, MediaType.APPLICATION_XML_VALUE})
    @ResponseBody
    ResponseEntity<String> askedBySoap(@RequestBody String envelope) {
        return realm.settings()
                .map(settings -> switch (obey(
                        settings, new Signatures(settings).ofSoap(envelope), PharmacySettings.LOGOUT_SOAP)) {
                    case Done.Ended(Saml2Settings both, String requestId) ->
                        ResponseEntity.ok().contentType(MediaType.TEXT_XML).body(LogoutAnswers.soap(both, requestId));
                    case Done.Nothing nothing -> refused();
                })
                .orElseGet(LogoutEndpoints::unreachable);
    }

    @GetMapping(value = PharmacySettings.LOGOUT, params = "SAMLResponse")
    String answeredByRedirect(HttpServletRequest request) {
        HttpRequest raw = raw(request, "SAMLResponse");
        return answered(realm.settings().map(settings -> new Signatures(settings).ofRedirect(raw, "SAMLResponse")));
    }

    @PostMapping(value = PharmacySettings.LOGOUT, params = "SAMLResponse")
    String answeredByPost(@RequestParam("SAMLResponse") String message) {
        return answered(realm.settings().map(settings -> new Signatures(settings).ofPost(message)));
    }

    private static String answered(Optional<Arrival> arrival) {
        boolean success = arrival.isPresent()
                && arrival.get() instanceof Arrival.Trusted(Document message)
                && "LogoutResponse".equals(message.getDocumentElement().getLocalName())
                && message.getElementsByTagNameNS(Constants.NS_SAMLP, "StatusCode")
                                .item(0)
                        instanceof org.w3c.dom.Element status
                && Constants.STATUS_SUCCESS.equals(status.getAttribute("Value"));
        return "redirect:" + (success ? SIGNED_OUT : SIGNED_OUT_HERE);
    }

    private Done obey(Saml2Settings settings, Arrival arrival, String path) {
        return switch (arrival) {
            case Arrival.Untrusted(String why) -> {
                LOG.warn("Refused a logout message: {}", why);
                yield new Done.Nothing();
            }
            case Arrival.Trusted(Document message) ->
                switch (LogoutOrder.read(message, settings.getIdpEntityId(), pharmacy.address(path), replays, clock)) {
                    case LogoutOrder.Refuse(String why) -> {
                        LOG.warn("Refused a logout request: {}", why);
                        yield new Done.Nothing();
                    }
                    case LogoutOrder.End order -> {
                        int ended = live.end(order.nameId(), order.sessionIndexes());
                        LOG.info("Logout request {} ended {} session(s)", order.requestId(), ended);
                        yield new Done.Ended(settings, order.requestId());
                    }
                };
        };
    }

    private sealed interface Done {
        record Ended(Saml2Settings settings, String requestId) implements Done {}

        record Nothing() implements Done {}
    }

    private static ResponseEntity<String> toTheBrowser(Done done) {
        return switch (done) {
            case Done.Ended(Saml2Settings settings, String requestId) ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, LogoutAnswers.redirect(settings, requestId))
                        .build();
            case Done.Nothing nothing -> refused();
        };
    }

    private static ResponseEntity<String> toTheRealm(Done done) {
        return done instanceof Done.Ended ? ResponseEntity.ok().build() : refused();
    }

    private static ResponseEntity<String> refused() {
        return ResponseEntity.badRequest().build();
    }

    private static ResponseEntity<String> unreachable() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }

    private HttpRequest raw(HttpServletRequest request, String parameter) {
        HttpRequest raw = new HttpRequest(pharmacy.address(PharmacySettings.LOGOUT), request.getQueryString());
        for (String name : new String[] {parameter, "RelayState", "SigAlg", "Signature"}) {
            String value = request.getParameter(name);
            if (value != null) {
                raw = raw.addParameter(name, value);
            }
        }
        return raw;
    }
}
