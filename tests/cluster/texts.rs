//! Texts to copy, to edit and to tell apart.

/// A release as a government office sends it out: headline, byline, seven paragraphs.
pub const RELEASE: &str = "\
Pemkab Batang Resmi Ikut Gerakan Menuju 100 Smart City
Humas Pemkab Batang
BATANG – Pemerintah Kabupaten Batang menandatangani nota kesepahaman Gerakan Menuju 100 Smart City dengan Kementerian \
Komunikasi dan Informatika di Jakarta, Selasa (8/5/2018). Naskah itu diteken langsung oleh Bupati Batang Wihaji di hadapan \
Direktur Jenderal Aplikasi Informatika.
Dalam sambutannya Wihaji mengatakan, program ini sejalan dengan rencana pembangunan daerah. Layanan yang selama ini tersebar \
di banyak loket nantinya dapat diurus warga dari rumah.
\"Kami tidak ingin hanya membeli perangkat. Yang harus berubah lebih dulu ialah cara kerja kita melayani warga,\" ujar Wihaji \
seusai acara.
Sementara itu, Kepala Dinas Kominfo Batang Triossy Juniarto menambahkan bahwa rencana induk akan disusun bersama pendamping \
dari perguruan tinggi. Penyusunannya ditargetkan selesai akhir tahun dan mencakup enam pilar, mulai dari tata kelola sampai \
lingkungan.
Pada tahap pertama, 45 desa di Batang akan memperoleh jaringan internet. Anggarannya bersumber dari APBD dan dukungan \
kementerian, sedangkan pemasangannya dikerjakan bersama badan usaha milik desa.
Menteri Rudiantara berpesan agar daerah tidak tergesa-gesa. \"Kalau warga masih harus fotokopi KTP tiga kali, berarti kotanya \
belum cerdas,\" katanya disambut tepuk tangan para kepala daerah yang hadir.
Dengan penandatanganan ini Batang menjadi satu dari 50 daerah yang didampingi tahun ini. Pendampingan berlangsung enam bulan \
dan ditutup dengan penilaian oleh tim ahli.";

/// The same event, told by somebody who was there; the minister's sentence is the same.
pub const REPORT: &str = "\
Lima Puluh Kepala Daerah Berkumpul, Batang Kebagian Kursi
Laporan Nina Kusumawati dari Jakarta
Ruang pertemuan sebuah hotel di Jakarta Pusat penuh sejak pagi. Bupati Wihaji datang terlambat karena pesawatnya tertunda, \
tetapi masih sempat membubuhkan tanda tangan pada berkas kerja sama antara Kabupaten Batang dan Kementerian Komunikasi dan \
Informatika.
Batang termasuk gelombang kedua program kota cerdas yang digagas pemerintah pusat. Tahun lalu baru 25 daerah yang ikut.
\"Kalau warga masih harus fotokopi KTP tiga kali, berarti kotanya belum cerdas,\" kata Menteri Rudiantara dari podium. Hadirin \
tertawa, beberapa bupati saling melirik.
Kepada wartawan, Wihaji mengaku belum punya angka pasti soal biaya. Ia hanya menyebut dinasnya sedang menghitung kebutuhan \
jaringan untuk puluhan desa, terutama yang berada di pegunungan Blado dan Bawang.
Beberapa pengamat yang ditemui di lokasi menilai jadwalnya terlalu rapat. Setengah tahun, menurut mereka, tidak cukup untuk \
membenahi data yang berantakan.";

/// What the release would be for another region.
pub fn elsewhere(release: &str) -> String {
    [
        ("BATANG", "KENDAL"),
        ("Batang", "Kendal"),
        ("Wihaji", "Mirna Annisa"),
        ("Triossy Juniarto", "Muryono"),
        ("45 desa", "112 desa"),
        ("Selasa (8/5/2018)", "Rabu (9/5/2018)"),
    ]
    .iter()
    .fold(release.to_owned(), |text, (from, to)| text.replace(from, to))
}

pub const HEADLINES: [&str; 6] = [
    "Teken MoU di Jakarta, Bupati Wihaji Bawa Pulang Program Kota Cerdas",
    "BATANG MASUK DAFTAR 50 DAERAH SMART CITY",
    "45 Desa di Batang Bakal Terhubung Internet",
    "Ini Janji Bupati Batang Seusai Tanda Tangan di Jakarta",
    "Kota Cerdas: Batang Didampingi Enam Bulan",
    "Menuju Smart City, Wihaji: Cara Kerja Kita yang Harus Berubah",
];

pub const BYLINES: [&str; 5] = [
    "Oleh: Rina Marpaung",
    "Editor: Toni S. | Foto: Humas Pemkab",
    "Reporter Agus, Pekalongan",
    "(red)",
    "Admin - 9 Mei 2018",
];
