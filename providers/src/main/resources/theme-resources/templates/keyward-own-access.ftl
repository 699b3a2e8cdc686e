<#-- The emergency access that somebody has, and its end. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-own-access.ftl -->

    <#if section = "header">
        ${msg("keywardOwnAccessTitle")}
    <#elseif section = "form">
        <form id="keyward-own-access" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <input type="hidden" name="form" value="${keywardForm}" />
            <#if keywardGrants?has_content>
                <ul class="pf-v5-c-list pf-m-plain" id="keyward-grants">
                    <#list keywardGrants as grant>
                        <li>
                            <strong>${msg("keywardBreakGlassPatient")}</strong> <code>${grant.patient}</code>, ${grant.apps}<br/>
                            <time datetime="${grant.until}" data-countdown>${grant.until}</time><br/>
                            <button type="submit" id="end-${grant.id}" name="end" value="${grant.id}" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!}">${msg("keywardOwnAccessEnd")}</button>
                        </li>
                    </#list>
                </ul>
            <#else>
                <p id="keyward-no-access" role="status">${msg("keywardOwnAccessNone")}</p>
            </#if>
            <button type="submit" id="keyward-own-access-done" name="done" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("keywardOwnAccessDone")}</button>
        </form>
        <nav class="keyward-more" aria-label="${msg("keywardOwnAccessMore")}">
            <ul class="pf-v5-c-list pf-m-plain">
                <li><a id="keyward-own-ask" href="${keywardPages}ask">${msg("keywardOwnAccessAsk")}</a></li>
                <li><a id="keyward-own-sign" href="${keywardPages}sign">${msg("keywardCoSignTitle")}</a></li>
                <li><a id="keyward-own-answer" href="${keywardPages}answer">${msg("keywardReviewAnswerTitle")}</a></li>
            </ul>
        </nav>
        <script type="module">
            const left = '${msg("keywardOwnAccessLeft")?js_string}';
            const over = '${msg("keywardOwnAccessOver")?js_string}';
            const show = () => document.querySelectorAll('time[data-countdown]').forEach(time => {
                const seconds = Math.floor((new Date(time.dateTime) - Date.now()) / 1000);
                time.textContent = seconds <= 0 ? over
                    : left.replace('%', Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0'));
            });
            show();
            setInterval(show, 1000);
        </script>
    </#if>
</@layout.registrationLayout>
