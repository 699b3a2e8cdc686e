package health.keyward.local.doctor;

import health.keyward.local.apply.Apply;
import health.keyward.local.apply.Blueprint;
import health.keyward.local.apply.Plan;
import health.keyward.local.apply.Settings;
import java.util.ArrayList;
import java.util.List;

/** What {@code apply} would change: roles, console client, client policies, flow, levels. */
final class Drift implements Check {
    private final Blueprint blueprint;
    private final Settings settings;

    Drift(Blueprint blueprint, Settings settings) {
        this.blueprint = blueprint;
        this.settings = settings;
    }

    @Override
    public List<Finding> look(Installation installation) {
        Plan plan = Apply.plan(installation.api(), installation.name(), blueprint, settings);
        List<Finding> findings = new ArrayList<>();
        plan.refusals().forEach(line -> findings.add(new Finding.Wrong("Not Keyward's: " + line + ".")));
        plan.differences().forEach(line -> findings.add(new Finding.Wrong("Not as the blueprint says: " + line + ".")));
        Apply.settingsApart(installation.realm(), blueprint, settings.variant())
                .forEach(line -> findings.add(new Finding.Note("Other than in the blueprint: " + line + ".")));
        return findings;
    }
}
