/* Draws the bars of a histogram and tells the server which part was chosen. */
window.keywardChart = (() => {
  const charts = new WeakMap();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });

  /* ECharts knows neither oklch() nor light-dark(), so a pixel of the colour is painted and read back. */
  const color = (el, token) => {
    const probe = document.createElement('span');
    probe.style.cssText = 'display:none;color:var(' + token + ')';
    el.appendChild(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = value;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return 'rgba(' + r + ',' + g + ',' + b + ',' + (a / 255).toFixed(3) + ')';
  };

  const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

  const paint = (s) => {
    const d = s.data;
    const quiet = color(s.el, '--vaadin-text-color-secondary');
    const line = color(s.el, '--kw-line');
    const card = color(s.el, '--kw-card');
    const text = color(s.el, '--vaadin-text-color');
    s.chart.setOption(
      {
        animation: !calm(),
        animationDuration: 200,
        grid: { left: 36, right: 34, top: 8, bottom: 22 },
        textStyle: { fontFamily: getComputedStyle(s.el).fontFamily },
        tooltip: {
          trigger: 'axis',
          confine: true,
          axisPointer: { type: 'shadow', shadowStyle: { color: color(s.el, '--kw-brush') } },
          backgroundColor: card,
          borderColor: line,
          padding: [6, 10],
          textStyle: { color: text, fontSize: 12 },
          formatter: (points) => {
            const box = document.createElement('div');
            const head = document.createElement('div');
            head.textContent = d.titles[points[0].dataIndex];
            box.appendChild(head);
            points.forEach((p) => {
              const row = document.createElement('div');
              row.textContent = p.seriesName + ': ' + p.value.toLocaleString(d.lang);
              row.style.color = color(s.el, d.series[p.seriesIndex].token + '-text');
              box.appendChild(row);
            });
            return box;
          },
        },
        xAxis: {
          type: 'category',
          data: d.labels,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: line } },
          axisLabel: { color: quiet, fontSize: 11, hideOverlap: true },
        },
        yAxis: {
          type: 'value',
          minInterval: 1,
          splitNumber: 3,
          splitLine: { lineStyle: { color: line } },
          axisLabel: { color: quiet, fontSize: 11 },
        },
        toolbox: {
          show: true,
          itemSize: 0,
          right: -100,
          feature: {
            dataZoom: { yAxisIndex: false, brushStyle: { color: color(s.el, '--kw-brush'), borderWidth: 0 } },
          },
        },
        series: d.series.map((one) => ({
          name: one.label,
          type: 'bar',
          stack: 'a',
          barCategoryGap: '18%',
          itemStyle: { color: color(s.el, one.token) },
          emphasis: { disabled: true },
          data: one.values,
        })),
      },
      true
    );
    s.chart.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
  };

  const show = (el, data, chosen) => {
    let s = charts.get(el);
    if (!s) {
      s = { el, chart: window.echarts.init(el) };
      charts.set(el, s);
      s.chart.on('datazoom', (e) => {
        const b = (e.batch || [e])[0];
        if (b.startValue === undefined || s.silent) return;
        s.silent = true;
        s.chart.dispatchAction({ type: 'dataZoom', start: 0, end: 100 });
        s.silent = false;
        s.chosen(Math.round(b.startValue), Math.round(b.endValue));
      });
      const again = () => requestAnimationFrame(() => paint(s));
      new ResizeObserver(() => s.chart.resize()).observe(el);
      new MutationObserver(again).observe(document.documentElement, {
        attributes: true,
        attributeFilter: ['style', 'theme', 'class'],
      });
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    }
    s.data = data;
    s.chosen = chosen;
    paint(s);
  };
  return { show };
})();
