package health.keyward.example.oidc;

import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs a prescription, which {@link StepUpFilter} lets through with a fresh proof only. A sample: nothing is kept, no patient is real. */
@Controller
class Prescriptions {
    static final String PAGE = "/prescriptions";
    static final String SIGN = "/prescriptions/sign";

    @GetMapping(PAGE)
    String form(@AuthenticationPrincipal OidcUser user, HttpSession session, Model model) {
        KeptForm kept = KeptForm.take(session)
                .filter(form -> form.subject().equals(user.getName()))
                .orElse(null);
        model.addAttribute("again", kept != null);
        model.addAttribute("drug", kept == null ? "" : kept.fields().getOrDefault("drug", ""));
        model.addAttribute("dose", kept == null ? "" : kept.fields().getOrDefault("dose", ""));
        return "prescription";
    }

    @PostMapping(SIGN)
    String sign(
            @AuthenticationPrincipal OidcUser user,
            @RequestParam(defaultValue = "") String drug,
            @RequestParam(defaultValue = "") String dose,
            Model model) {
        model.addAttribute("drug", drug);
        model.addAttribute("dose", dose);
        model.addAttribute("acr", user.getAuthenticationContextClass());
        model.addAttribute("at", user.getAuthenticatedAt());
        return "signed";
    }
}
