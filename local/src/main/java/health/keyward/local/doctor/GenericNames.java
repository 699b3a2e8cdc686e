package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** SD-4 (45 CFR 164.312(a)(2)(i)): one identifier per person; names of a job or a desk belong to nobody. */
final class GenericNames implements Check {
    private static final Pattern GENERIC = Pattern.compile("(?:the|shared|my|new|old|temp|tmp)?[._-]?"
            + "(?:nurse|nurses|doctor|doc|dr|physician|md|rn|pharmacist|pharmacy|registrar|reception|receptionist|frontdesk|desk"
            + "|billing|lab|labor|radiology|ward|unit|icu|er|ed|triage|station|kiosk|workstation|scanner|printer"
            + "|admin|administrator|root|sysadmin|superuser|operator|service|support|helpdesk|it|info|office|team"
            + "|test|tester|testing|demo|user|guest|temp|dummy|example|sample|generic|shared|agency|locum|student|intern|float)"
            + "(?:user|account|test|admin)?[._-]?[0-9]*[a-z]?");

    @Override
    public List<Finding> look(Installation installation) {
        Optional<? extends JsonNode> people = installation.people();
        return people.isEmpty()
                ? List.of(new Finding.Note("The caller may not list people; their names were not looked at (SD-4)."))
                : look(people.get());
    }

    static List<Finding> look(JsonNode people) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode person : people) {
            String name = person.path("username").asText();
            if (isGeneric(name)) {
                findings.add(new Finding.Wrong("The user name " + name
                        + " is of a job, not of a person; what it does can be laid at nobody's door (SD-4)."));
            }
        }
        return findings;
    }

    static boolean isGeneric(String name) {
        return !name.startsWith("service-account-")
                && GENERIC.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
