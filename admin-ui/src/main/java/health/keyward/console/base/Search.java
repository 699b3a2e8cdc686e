package health.keyward.console.base;

import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.contract.history.PersonHits;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Where a typed text may lead: a person, an event, an address or an app. */
@Component
class Search {
    private static final Pattern EVENT = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern USER_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST = 6;

    /** @param path path and query inside the console */
    record Place(String icon, String label, String note, String path) {}

    private final People people;

    Search(People people) {
        this.people = people;
    }

    List<Place> places(Caller caller, String typed) {
        var text = typed.strip();
        var found = new ArrayList<Place>();
        if (text.isEmpty() || text.length() > 100) {
            return found;
        }
        if (EVENT.matcher(text).matches()) {
            found.add(new Place("login", text, "search.event", "activity/sign-ins?time=90d&open=" + text));
            found.add(new Place("changes", text, "search.change", "activity/changes?time=90d&open=" + text));
            return found;
        }
        if (USER_ID.matcher(text).matches()) {
            found.add(new Place("person", text, "search.person", "people/" + text));
            return found;
        }
        if (Cidr.isAddress(text)) {
            found.add(new Place("pin", text, "search.address", "activity/sign-ins?address=" + encoded(text)));
            return found;
        }
        if (people.find(caller, text, MOST) instanceof Answer.Ok<PersonHits> ok) {
            for (var hit : ok.value().rows()) {
                var name = hit.name() == null ? hit.username() : hit.name() + " · " + hit.username();
                found.add(new Place("person", name, "search.person", "people/" + encoded(hit.userId())));
            }
        }
        found.add(new Place("login", text, "search.attempts", "activity/sign-ins?person=" + encoded(text)));
        found.add(new Place("app", text, "search.app", "activity/sign-ins?app=" + encoded(text)));
        return found;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
