package health.keyward.console.base;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.ListenerPriority;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which page somebody starts with who is no system administrator; those start with the overview. */
@Component
public class Home implements VaadinServiceInitListener {
    public static final String SYSTEM_ADMIN = "system-admin";

    /** Role and page; the first role that somebody holds says where to start. */
    private static final List<Map.Entry<String, String>> PAGES =
            List.of(Map.entry("privacy-officer", "access/emergency"), Map.entry("reviewer", "access/my-reviews"));

    private final AuthenticationContext signedIn;

    Home(AuthenticationContext signedIn) {
        this.signedIn = signedIn;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(new Start()));
    }

    /** Empty for system administrators, and for whoever has no page here. */
    public Optional<String> page() {
        if (signedIn.hasRole(SYSTEM_ADMIN)) {
            return Optional.empty();
        }
        return PAGES.stream()
                .filter(one -> signedIn.hasRole(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Goes before the rules of access, which would refuse the overview. */
    @ListenerPriority(100)
    private final class Start implements BeforeEnterListener {
        @Override
        public void beforeEnter(BeforeEnterEvent event) {
            if (event.getLocation().getPath().isEmpty() && !event.isErrorEvent()) {
                page().ifPresent(event::forwardTo);
            }
        }
    }
}
