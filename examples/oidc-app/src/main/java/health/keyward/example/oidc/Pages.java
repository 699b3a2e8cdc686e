package health.keyward.example.oidc;

import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages of the board, and the address that says the app is up. */
@Controller
class Pages {
    @GetMapping("/")
    String board(@AuthenticationPrincipal OidcUser user, Model model) {
        model.addAttribute("name", user.getFullName() == null ? user.getName() : user.getFullName());
        model.addAttribute("user", user);
        model.addAttribute("claims", Claim.readable(user.getClaims()));
        return "board";
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "signed-out";
    }

    @GetMapping("/refused")
    String refused(@RequestParam(defaultValue = "") String why, Model model) {
        model.addAttribute("level", "level".equals(why));
        return "refused";
    }

    @GetMapping("/health")
    @ResponseBody
    Map<String, String> health() {
        return Map.of("status", "UP");
    }
}
