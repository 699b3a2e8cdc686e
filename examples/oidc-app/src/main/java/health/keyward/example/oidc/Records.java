package health.keyward.example.oidc;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Shows a record when the hospital's policy permits it, asked anew each time; otherwise says why and what to do. */
@Controller
class Records {
    static final String PAGE = "/records";

    private final DecisionPoint decisions;

    Records(DecisionPoint decisions) {
        this.decisions = decisions;
    }

    @GetMapping(PAGE)
    String all(Model model) {
        model.addAttribute("records", PatientRecord.ALL);
        return "records";
    }

    @GetMapping(PAGE + "/{id}")
    String one(
            @PathVariable String id,
            @AuthenticationPrincipal OidcUser user,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "") String language,
            HttpSession session,
            HttpServletResponse response,
            Model model) {
        PatientRecord record = PatientRecord.of(id).orElse(null);
        if (record == null) {
            return "redirect:" + PAGE;
        }
        StepUpWish.drop(session);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        switch (decisions.may(user, "read", record, language)) {
            case Access.Permitted permitted -> {
                decisions.tell(user, "read", record);
                model.addAttribute("record", record);
                model.addAttribute("emergencyUntil", EmergencyClaim.until(user, record.id()));
                return "record";
            }
            case Access.StepUp stepUp -> {
                StepUpWish.level(user.getName(), PAGE + "/" + record.id(), stepUp.acrValues(), stepUp.maxAge())
                        .keep(session);
                model.addAttribute("level", stepUp.acrValues());
                return closed(response, model, "step-up", HttpServletResponse.SC_FORBIDDEN);
            }
            case Access.Refused refused -> {
                if (refused.breakGlass()) {
                    StepUpWish.emergency(user.getName(), PAGE + "/" + record.id(), record.id())
                            .keep(session);
                }
                model.addAttribute("why", refused.why());
                model.addAttribute("emergency", refused.breakGlass());
                model.addAttribute("decision", refused.decision());
                return closed(response, model, "refused", HttpServletResponse.SC_FORBIDDEN);
            }
            case Access.Unanswered unanswered -> {
                return closed(response, model, "unanswered", HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        }
    }

    private static String closed(HttpServletResponse response, Model model, String state, int status) {
        response.setStatus(status);
        model.addAttribute("state", state);
        return "record-closed";
    }
}
