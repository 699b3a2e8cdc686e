<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("keywardNoticeText." + topic)}</p>
<table role="presentation" style="border-collapse:collapse">
<#list facts as name, value>
  <tr><td class="kw-quiet" style="padding:2px 16px 2px 0;color:#4c5a69">${msg("keywardNoticeFact." + name)}</td><td style="padding:2px 0">${value}</td></tr>
</#list>
</table>
<#if console?has_content>
<p>${msg("keywardNoticeConsole")} <a href="${console}">${console}</a></p>
</#if>
<p class="kw-quiet" style="color:#4c5a69;font-size:14px">${msg("keywardNoticeReference")}: ${reference}</p>
</@layout.emailLayout>
