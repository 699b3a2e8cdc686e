package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Light or dark and the language, remembered in two cookies and right on the first paint. */
@Component
class Looks implements VaadinServiceInitListener {
    static final String SCHEME = "kw-scheme";
    static final String LANGUAGE = "kw-lang";
    private static final Set<String> SCHEMES = Set.of("light", "dark");

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            var html = page.getDocument().child(0);
            var scheme = cookie(page.getVaadinRequest(), SCHEME)
                    .filter(SCHEMES::contains)
                    .orElse("light dark");
            html.attr("style", "color-scheme: " + scheme).attr("theme", scheme.replace(' ', '-'));
            html.attr("lang", language(page.getVaadinRequest()).getLanguage());
        });
        event.getSource().addUIInitListener(init -> {
            var request = VaadinRequest.getCurrent();
            init.getUI().setLocale(language(request));
            cookie(request, SCHEME)
                    .filter(SCHEMES::contains)
                    .ifPresent(s -> init.getUI()
                            .getPage()
                            .setColorScheme(s.equals("dark") ? ColorScheme.Value.DARK : ColorScheme.Value.LIGHT));
        });
    }

    static Locale language(VaadinRequest request) {
        var wanted = cookie(request, LANGUAGE)
                .orElseGet(() ->
                        request.getLocale() == null ? "" : request.getLocale().getLanguage());
        return Languages.ALL.stream()
                .filter(l -> l.getLanguage().equals(wanted))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    static void remember(UI ui, String cookie, String value) {
        ui.getPage()
                .executeJs("document.cookie = $0 + '=' + $1 + ';path=/;max-age=31536000;samesite=lax'", cookie, value);
    }

    private static Optional<String> cookie(VaadinRequest request, String name) {
        return request.getCookies() == null
                ? Optional.empty()
                : Stream.of(request.getCookies())
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
