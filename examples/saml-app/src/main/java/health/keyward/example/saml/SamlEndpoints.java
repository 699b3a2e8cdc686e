package health.keyward.example.saml;

import com.onelogin.saml2.authn.AuthnRequest;
import com.onelogin.saml2.authn.AuthnRequestParams;
import com.onelogin.saml2.settings.Metadata;
import com.onelogin.saml2.settings.Saml2Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in: asks the realm, takes its answer, describes this app. */
@Controller
class SamlEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(SamlEndpoints.class);

    private final PharmacySettings pharmacy;
    private final IdentityProvider realm;
    private final LiveSessions live;
    private final ReplayCache replays;

    SamlEndpoints(PharmacySettings pharmacy, IdentityProvider realm, LiveSessions live, ReplayCache replays) {
        this.pharmacy = pharmacy;
        this.realm = realm;
        this.live = live;
        this.replays = replays;
    }

    @GetMapping("/saml/login")
    String login(HttpServletRequest request) throws IOException {
        Optional<Saml2Settings> settings = realm.settings();
        if (settings.isEmpty()) {
            return "redirect:/refused?why=unreachable";
        }
        AuthnRequest question = new AuthnRequest(settings.get(), new AuthnRequestParams(false, false, false));
        new Browser(request).asked(question.getId());
        return "redirect:"
                + RedirectBinding.address(
                        settings.get().getIdpSingleSignOnServiceUrl(),
                        "SAMLRequest",
                        question.getEncodedAuthnRequest(true),
                        settings.get());
    }

    @PostMapping(PharmacySettings.CONSUMER)
    String consume(HttpServletRequest request, @RequestParam("SAMLResponse") String response) {
        Optional<Saml2Settings> settings = realm.settings();
        if (settings.isEmpty()) {
            return "redirect:/refused?why=unreachable";
        }
        Browser browser = new Browser(request);
        return switch (SignInAnswer.read(
                response, settings.get(), browser.asked(), pharmacy.acceptedContexts(), replays)) {
            case SignInAnswer.Welcome(SignedIn person, String requestId) -> {
                LOG.info("Signed in, in answer to {}", requestId);
                browser.key().ifPresent(live::end);
                browser.signIn(live.open(person));
                yield "redirect:/";
            }
            case SignInAnswer.TooWeak(String contextClass) -> {
                LOG.info("Refused: the sign-in reached {}", contextClass);
                yield "redirect:/refused?why=level";
            }
            case SignInAnswer.Refused(String why) -> {
                LOG.warn("Refused a SAML response: {}", why);
                yield "redirect:/refused";
            }
        };
    }

    @GetMapping(value = "/saml/metadata", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<String> metadata() throws CertificateEncodingException {
        Optional<Saml2Settings> settings = realm.settings();
        return settings.isEmpty()
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
                : ResponseEntity.ok(new Metadata(settings.get()).getMetadataString());
    }
}
