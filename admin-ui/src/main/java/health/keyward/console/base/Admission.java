package health.keyward.console.base;

import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.House;
import health.keyward.contract.Me;
import org.springframework.stereotype.Component;

/**
 * Asks the API once per session who is here. The API decides and records a refusal; what the token claims is only used to choose a page.
 */
@Component
public class Admission {
    private static final String ATTRIBUTE = Admission.class.getName();

    private final House house;

    public Admission(House house) {
        this.house = house;
    }

    public Answer<Me> of(Caller caller) {
        if (caller.session().getAttribute(ATTRIBUTE) instanceof Known known
                && known.name.equals(caller.who().getName())) {
            return known.answer;
        }
        var answer = house.me(caller);
        if (answer instanceof Answer.Ok<Me> || answer instanceof Answer.Forbidden<Me>) {
            caller.session().setAttribute(ATTRIBUTE, new Known(caller.who().getName(), answer));
        }
        return answer;
    }

    /** Asks for what system administrators only get, with the token of somebody who was kept out: the refusal of the API is what gets recorded. */
    public void refused(Caller caller) {
        if (of(caller) instanceof Answer.Ok<Me>) {
            house.ledger(caller);
        }
    }

    private record Known(String name, Answer<Me> answer) {}
}
