package health.keyward.console.base;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** English and Spanish. */
@Component
public class Languages extends DefaultI18NProvider {
    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.of("es"));

    public Languages() {
        super(ALL, Languages.class.getClassLoader());
    }
}
