package health.keyward.abac.keycloak.enforce;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Decisions;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;

/**
 * Questions with a name that a token or an assertion answers: at most {@value #MOST}, each {@code name|resource type|resource id|action}. What is told are
 * the names of those that are permitted without anything left to do; nothing that the policy says can make it longer.
 */
record NamedQuestions(List<Named> questions) {
    static final int MOST = 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,40}");
    private static final Pattern WORD = Pattern.compile("[^|]{1,100}");
    private static final int PARTS = 4;

    NamedQuestions {
        questions = List.copyOf(questions);
    }

    record Named(String name, Party resource, String action) {}

    /** Empty when the setting is not as it must be; then nothing is told. */
    static Optional<NamedQuestions> of(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            return Optional.empty();
        }
        List<Named> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String line : setting.split(Constants.CFG_DELIMITER)) {
            List<String> parts =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (parts.size() != PARTS
                    || !NAME.matcher(parts.getFirst()).matches()
                    || !parts.stream().allMatch(part -> WORD.matcher(part).matches())
                    || !names.add(parts.getFirst())) {
                return Optional.empty();
            }
            all.add(new Named(parts.getFirst(), Party.of(parts.get(1), parts.get(2)), parts.get(3)));
        }
        return all.size() <= MOST ? Optional.of(new NamedQuestions(all)) : Optional.empty();
    }

    /** Names of what is permitted, in the order of the setting. */
    List<String> permitted(Decisions decisions, UserSessionModel session, ClientModel client) {
        Asked asked = new Asked(Point.CLAIM, client.getClientId(), session.getId(), session.getIpAddress(), null);
        boolean service = session.getUser().getServiceAccountClientLink() != null;
        Party subject = Party.of(service ? "service" : "user", session.getUser().getId());
        return permitted(decisions, new RealmId(session.getRealm().getId()), asked, subject);
    }

    List<String> permitted(Decisions decisions, RealmId realm, Asked asked, Party subject) {
        List<Verdict> verdicts = decisions.decide(questions.stream()
                .map(named -> new Question(
                        realm, asked, subject, Act.of(named.action()), named.resource(), Map.of(), Set.of()))
                .toList());
        List<String> permitted = new ArrayList<>();
        for (int i = 0; i < questions.size() && i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Permit permit
                    && permit.obligations().isEmpty()) {
                permitted.add(questions.get(i).name());
            }
        }
        return permitted;
    }
}
