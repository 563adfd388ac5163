#![allow(missing_docs)]
use ivw_core::host::Host;
use ivw_module_base as base;

#[test]
fn by_hand() {
    let Ok(dir) = std::env::var("IVW_SUITE") else { return };
    let out = std::env::var("IVW_OUT").unwrap_or("/tmp/suite_out".into());
    std::fs::create_dir_all(&out).unwrap();
    for case in dir.split(':') {
        let name = case.rsplit('/').next().unwrap();
        let host = Host::new();
        host.register_own().unwrap();
        for f in base::io::formats() {
            let m = Box::leak(Box::new(host.for_module("Base")));
            ivw_core::abi::answer(m.register_format(f)).unwrap();
        }
        let inv = std::fs::read_dir(case).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some_and(|e| e == "inv")).unwrap();
        let notes = match host.open(&inv) { Ok(n) => n, Err(e) => { println!("{name}: OPEN {e}"); continue } };
        for n in notes.iter().take(6) { println!("{name}: note {n}"); }
        let start = std::time::Instant::now();
        host.update();
        let t = start.elapsed();
        for (p, e) in host.failures() { println!("{name}: FAIL {p}: {e}"); }
        for entry in std::fs::read_dir(case).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "png") { continue }
            let canvas = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let Ok(id) = host.with(|n| n.find(&canvas)) else { println!("{name}: no {canvas}"); continue };
            let pic = match host.picture(id) { Ok(p) => p, Err(e) => { println!("{name}/{canvas}: {e}"); continue } };
            let dec = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&path).unwrap()));
            let mut r = dec.read_info().unwrap();
            let mut buf = vec![0; r.output_buffer_size().unwrap()];
            let info = r.next_frame(&mut buf).unwrap();
            let (w, h) = (info.width as usize, info.height as usize);
            let c = info.color_type.samples();
            let b16 = info.bit_depth == png::BitDepth::Sixteen;
            let at = |x: usize, y: usize, k: usize| -> f64 {
                let i = (y * w + x) * c + k;
                if b16 { f64::from(u16::from_be_bytes([buf[2*i], buf[2*i+1]])) / 257.0 } else { f64::from(buf[i]) }
            };
            let [pw, ph] = pic.dims.map(|n| n as usize);
            if (pw, ph) != (w, h) { println!("{name}/{canvas}: size {pw}x{ph} instead of {w}x{h}"); continue }
            let (mut sum, mut max, mut n2, mut worst) = ([0.0; 4], [0.0f64; 4], 0, (0, 0));
            let mut img = Vec::new();
            for y in 0..h { for x in 0..w {
                let t = pic.texel_at((h - 1 - y) * w + x).map(|v| f64::from(v) * 255.0);
                let mut over = false;
                for k in 0..c.min(pic.format.components as usize) {
                    let d = (at(x, y, k) - t[k]).abs();
                    sum[k] += d; if d > max[k] { max[k] = d; worst = (x, y); } over |= d > 2.0;
                }
                n2 += usize::from(over);
                img.extend(t.map(|v| v.round().clamp(0.0, 255.0) as u8));
            }}
            let n = (w * h) as f64;
            println!("{name}/{canvas}: {w}x{h}x{c} {}bit mean {:.4?} max {:.2?} at {worst:?}, {n2} px over 2, {t:?}", if b16 {16} else {8}, sum.map(|s| s / n), max);
            let f = std::fs::File::create(format!("{out}/{name}_{canvas}.png")).unwrap();
            let mut e = png::Encoder::new(f, w as u32, h as u32);
            e.set_color(png::ColorType::Rgba);
            e.write_header().unwrap().write_image_data(&img).unwrap();
        }
    }
}
