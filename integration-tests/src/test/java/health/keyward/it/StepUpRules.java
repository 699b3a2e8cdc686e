package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.stepup.StepUpMap;
import health.keyward.contract.stepup.StepUpMapDraft;
import health.keyward.contract.stepup.StepUpRule;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that tests add to the step-up map of the house. They stay, so that each names an app or a role that is the test's alone. */
public final class StepUpRules {
    private StepUpRules() {}

    /** Of an app. */
    public static void publishForApp(String app, String level, @Nullable Long maxAgeSeconds, boolean differentFactor) {
        publish(new StepUpRule(
                "Tests of " + app,
                List.of(app),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                level,
                maxAgeSeconds,
                differentFactor));
    }

    /** Of an app, for sign-ins that are risky. */
    static void publishForAppAtRisk(String app, String level) {
        publish(new StepUpRule(
                "Tests of " + app,
                List.of(app),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                level,
                null,
                false));
    }

    /** Of an operation of the admin API, for who holds a role. */
    static void publishForOperation(String operation, String role, String level, boolean differentFactor) {
        publish(new StepUpRule(
                "Tests of " + role,
                List.of(),
                List.of(),
                List.of(role),
                List.of(),
                List.of("admin:" + operation),
                List.of(),
                List.of(),
                false,
                level,
                null,
                differentFactor));
    }

    /** By an administrator who has just signed in, as publishing wants it. */
    private static void publish(StepUpRule rule) {
        StepUpMap map = History.read("stepup/map", StepUpMap.class);
        List<StepUpRule> rules = new ArrayList<>(map.rules());
        rules.add(rule);
        String token = Tokens.issue(Tokens.console(), Staff.hire("publisher", "system-admin"), true)
                .access();
        HttpResponse<String> published = Http.call(
                "POST",
                History.api("stepup/map/versions"),
                token,
                Admin.text(new StepUpMapDraft(
                        map.version() == null ? 0 : map.version().number(), rules, "for a test")));
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        assertThat(published.body()).contains("\"version\"");
    }
}
