package health.keyward.example.saml;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages of the pharmacy, and the address that says the app is up. */
@Controller
class Pages {
    private final LiveSessions live;

    Pages(LiveSessions live) {
        this.live = live;
    }

    @GetMapping("/")
    String counter(HttpServletRequest request, Model model) {
        Browser browser = new Browser(request);
        Optional<SignedIn> person = browser.key().flatMap(live::find);
        if (person.isEmpty()) {
            return "redirect:/saml/login";
        }
        model.addAttribute("person", person.get());
        model.addAttribute("amr", String.join(", ", attribute(person.get(), "amr")));
        model.addAttribute("formToken", browser.formToken());
        return "counter";
    }

    @GetMapping("/signed-out")
    String signedOut(@RequestParam(defaultValue = "") String realm, Model model) {
        model.addAttribute("everywhere", !"open".equals(realm));
        return "signed-out";
    }

    @GetMapping("/refused")
    String refused(@RequestParam(defaultValue = "") String why, Model model) {
        model.addAttribute("why", why);
        return "refused";
    }

    @GetMapping("/health")
    @ResponseBody
    Map<String, String> health() {
        return Map.of("status", "UP");
    }

    private static List<String> attribute(SignedIn person, String name) {
        return person.attributes().getOrDefault(name, List.of("not said"));
    }
}
