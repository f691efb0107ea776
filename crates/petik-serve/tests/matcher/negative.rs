//! Names that are none of a region: kecamatan, persons, cities elsewhere, companies, words, nothing.

use petik_core::Engine;
use petik_core::gazetteer::letters;
use std::path::Path;

pub struct Negative {
    pub kind: &'static str,
    pub text: String,
}

const CITIES: &[&str] = &[
    "Kuala Lumpur", "Putrajaya", "Kota Kinabalu", "Kota Bharu", "Seremban", "Klang", "Muar", "Batu Pahat", "Alor Gajah", "Sandakan",
    "Tawau", "Bintulu", "Bandar Seri Begawan", "Chiang Mai", "Hat Yai", "Songkhla", "Udon Thani", "Korat", "Ho Chi Minh City", "Da Nang",
    "Hue", "Phnom Penh", "Siem Reap", "Quezon City", "Makati", "Zamboanga", "Iloilo", "Tacloban", "Naypyidaw", "Bago", "Pegu", "Sapporo",
    "Nagoya", "Fukuoka", "Sendai", "Kobe", "Toyama", "Incheon", "Ulsan", "Guangzhou", "Shenzhen", "Wuhan", "Chengdu", "Harbin", "Macau",
    "Hong Kong", "Kaohsiung", "Tainan", "Ulan Bator", "Kathmandu", "Pokhara", "Thimphu", "Bangalore", "Hyderabad", "Jaipur", "Kanpur",
    "Nagpur", "Indore", "Bhopal", "Madurai", "Salem", "Islamabad", "Peshawar", "Quetta", "Kandahar", "Herat", "Isfahan", "Shiraz",
    "Tabriz", "Mashhad", "Erbil", "Kirkuk", "Najaf", "Aleppo", "Homs", "Haifa", "Jenin", "Hebron", "Ramallah", "Istanbul", "Alexandria",
    "Luxor", "Khartoum", "Benghazi", "Algiers", "Oran", "Casablanca", "Marrakesh", "Tangier", "Agadir", "Nouakchott", "Banjul", "Conakry",
    "Monrovia", "Kumasi", "Lome", "Cotonou", "Ibadan", "Kaduna", "Douala", "Bangui", "Kinshasa", "Lubumbashi", "Dodoma", "Arusha",
    "Mogadishu", "Addis Ababa", "Asmara", "Djibouti", "Antananarivo", "Windhoek", "Gaborone", "Cape Town", "Johannesburg", "Athens",
    "Thessaloniki", "Skopje", "Sarajevo", "Ljubljana", "Maribor", "Rijeka", "Bratislava", "Kosice", "Debrecen", "Cluj", "Iasi", "Plovdiv",
    "Chisinau", "Lviv", "Kharkiv", "Minsk", "Kaunas", "Tartu", "Gdansk", "Poznan", "Wroclaw", "Katowice", "Leipzig", "Hamburg",
    "Frankfurt", "Stuttgart", "Munich", "Kiel", "Mainz", "Trier", "Ulm", "Innsbruck", "Lausanne", "Lugano", "Marseille", "Toulouse",
    "Bordeaux", "Strasbourg", "Rennes", "Brest", "Dijon", "Reims", "Barcelona", "Valencia", "Zaragoza", "Granada", "Cordoba", "Cadiz",
    "Toledo", "Coimbra", "Faro", "London", "Manchester", "Liverpool", "Glasgow", "Edinburgh", "Cardiff", "Belfast", "Galway", "Reykjavik",
    "Trondheim", "Tromso", "Gothenburg", "Uppsala", "Tampere", "Oulu", "Odense", "Utrecht", "Eindhoven", "Antwerp", "Liege", "Naples",
    "Palermo", "Catania", "Verona", "Venice", "Florence", "Trieste", "Moscow", "Novosibirsk", "Sochi", "Ufa", "Saratov", "Vancouver",
    "Calgary", "Winnipeg", "Halifax", "Montreal", "Detroit", "Cleveland", "Baltimore", "Memphis", "Houston", "Phoenix", "Tucson",
    "Sacramento", "Oakland", "Fresno", "Honolulu", "Anchorage", "Tijuana", "Monterrey", "Guadalajara", "Cancun", "Managua",
    "Tegucigalpa", "Kingston", "Nassau", "Santo Domingo", "Medellin", "Barranquilla", "Maracaibo", "Guayaquil", "Arequipa", "Sucre",
    "Asuncion", "Montevideo", "Valparaiso", "Concepcion", "Tucuman", "Brasilia", "Curitiba", "Fortaleza", "Melbourne", "Brisbane",
    "Adelaide", "Canberra", "Geelong", "Wellington", "Christchurch", "Dunedin", "Port Moresby", "Lae", "Madang", "Noumea", "Papeete",
    "Japan", "Korea", "Malaysia", "Thailand", "Timor Leste", "Filipina", "Vietnam", "Kamboja", "Laos", "Myanmar", "Cina", "Taiwan",
    "India", "Australia", "Selandia Baru", "Amerika Serikat", "Inggris", "Belanda", "Jerman", "Perancis", "Spanyol", "Italia", "Mesir",
    "Arab Saudi", "Turki", "Rusia", "Brasil", "Peru", "Kenya", "Mali", "Niger", "Nigeria", "Ghana", "Maroko", "Sudan", "Yaman", "Oman",
];

const OTHERS: &[&str] = &[
    "PT Semen Gresik", "PT Pupuk Kaltim", "Bank Jateng", "Bank Sumut", "Bank Jatim Cabang Malang", "Persib Bandung", "PSIS Semarang",
    "Arema Malang", "Universitas Jember", "Universitas Negeri Gorontalo", "RSUD Kabupaten Klaten", "SMA Negeri 1 Klaten",
    "Polres Klaten", "Kejaksaan Negeri Batang", "Pengadilan Negeri Solok", "Bandara Kualanamu", "Pelabuhan Merak", "Pasar Klewer",
    "Jalan Sudirman", "Jl. Bandung No. 5", "Gunung Merapi", "Danau Toba Hotel", "Selat Sunda", "Laut Jawa", "Pulau Komodo", "Desa Penglipuran",
    "Kelurahan Kauman", "Kec. Wedi", "Kecamatan Klaten Utara", "Kec. Ungaran Barat Kab. Semarang", "Desa Wedi, Kec. Wedi, Kab. Klaten",
    "33.10.15", "3310152001", "99.99", "12345", "2018", "0", "1", "-", "?", "...", "", " ", "N/A", "null", "tidak ada", "belum ada", "Total",
    "Jumlah", "Keterangan", "Nama", "Kabupaten", "Kota", "Provinsi", "Kab.", "Kab/Kota", "Kabupaten/Kota", "Pemda", "Pemerintah Daerah",
    "Bupati", "Wali Kota", "Gubernur", "Dinas Kominfo", "Indonesia", "Republik Indonesia", "Kementerian Dalam Negeri", "Bappenas",
    "Kabupaten Bogor dan Kota Bogor", "Bandung Raya", "Solo Raya", "Jabodetabek", "Gerbangkertosusila", "Malang Raya", "Jawa", "Sumatera",
    "Kalimantan", "Sulawesi", "Nusa Tenggara", "Jawa Bali", "Jateng dan DIY", "Kepulauan", "Sungai Musi", "Batik Pekalongan", "Soto Lamongan",
    "Apel Malang", "Kopi Gayo", "Songket Palembang", "Sate Madura", "Tahu Sumedang", "Dodol Garut", "Nasi Padang", "Suku Dayak",
    "Kabupaten Wakanda", "Kota Gotham", "Provinsi Atlantis", "Kabupaten Sukamaju", "Kota Harapan Indah", "Kabupaten Cendana",
    "info@klaten.go.id", "https://www.klaten.go.id", "SELECT * FROM regions", "<script>alert(1)</script>", "${jndi:ldap://x}", "☃☃☃", "北京市",
    "Москва", "القاهرة", "a", "ab", "abc", "abcd", "qwerty", "lorem ipsum", "dolor sit amet", "foo", "bar", "baz", "data", "test",
];

/// Words of every day, from no list of petik.
const WORDS: &[&str] = &[
    "adalah", "bagus", "cantik", "dapur", "ekonomi", "film", "gambar", "hutan", "ilmu", "jendela", "kertas", "lembur", "makan", "nyanyi",
    "olahraga", "pintu", "rambut", "sepatu", "tangan", "udang", "vaksin", "wanita", "yakin", "zaman", "bantuan", "kebun", "kelapa", "bambu",
    "bandel", "bangku", "bangsa", "bangun", "barang", "basah", "bebek", "belajar", "bentuk", "beras", "bersih", "betul", "bintang", "budaya",
    "bunga", "cabang", "cinta", "daging", "daun", "dekat", "delima", "demam", "dingin", "domba", "dunia", "elang", "emas", "gading", "gagal",
    "ganteng", "garis", "gelas", "gerak", "goreng", "gosip", "gubuk", "halus", "harga", "harum", "hemat", "ibadah", "jagung", "jalur",
    "jambe", "janji", "jarak", "jaring", "jepit", "jual", "juara", "kabar", "kaca", "kacang", "kalah", "kaleng", "kamar", "kanan", "kandang",
    "kapan", "karang", "kasih", "kebal", "kecil", "kelas", "kemarau", "kepala", "keras", "ketan", "kilat", "kolam", "kompas", "kosong",
    "kuda", "kuku", "kulit", "kunci", "kursi", "lambat", "lampu", "lancar", "lapar", "lebah", "lemah", "lidah", "lima", "listrik", "lomba",
    "lucu", "madu", "mahal", "makna", "manis", "masak", "masuk", "mata", "media", "melati", "menang", "merak", "mewah", "minum", "muda",
    "musik", "nama", "nanas", "nenek", "obat", "orang", "padi", "paham", "pakai", "paket", "pandai", "panjang", "papan", "parang", "pasti",
    "paten", "payung", "pecah", "pedas", "pegang", "peluk", "pesan", "pesisir", "petang", "pikir", "piring", "pohon", "pola", "pondok",
    "potong", "puasa", "pukul", "pulsa", "ragam", "rakit", "ramai", "rantau", "rapat", "rasa", "rawan", "rembang petang", "rendah", "robek",
    "rokok", "roti", "rusak", "sabun", "sadar", "salak", "sambal", "sampah", "sandal", "santai", "sarang", "sawah", "sayur", "sehat", "sejuk",
    "semangat", "sempit", "senang", "serbu", "siap", "singkat", "sopan", "sore", "suara", "sukses", "sumur", "susu", "tahan", "takut",
    "taman", "tambang", "tebal", "tegas", "telur", "tempe", "tenang", "tepat", "terang", "tiang", "tidur", "timbang", "tinta", "titik",
    "tolong", "tumbuh", "turun", "ulang", "untung", "upah", "wangi", "warna", "warung", "window", "table", "garden", "summer", "banana",
    "market", "silver", "monitor", "battery", "magnet", "pattern", "mentor", "sample", "balance", "banjir", "badan", "barisan", "bentang",
];

/// All of them, but those that are letter by letter the name of a region as well.
pub fn negatives(engine: &Engine) -> Vec<Negative> {
    let names = engine.written_names();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteers");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let cell = |line: &str, at: usize| line.split(',').nth(at).unwrap_or_default().trim_matches('"').to_owned();
    let districts = read("regions/districts.csv");
    let districts = districts.lines().skip(1).map(|line| ("kecamatan", cell(line, 2)));
    let people = read("people/officials.csv");
    let people = people.lines().skip(1).map(|line| ("person", cell(line, 1)));
    let listed = std::fs::read_dir(root.join("words")).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let listed: Vec<String> = listed.flat_map(|text| text.lines().skip(1).map(|line| cell(line, 0)).collect::<Vec<_>>()).collect();
    let listed = listed.iter().flat_map(|forms| forms.split('|')).map(|form| ("listed", form.trim_matches('*').to_owned()));
    let own = |kind, words: &'static [&'static str]| words.iter().map(move |word| (kind, (*word).to_owned()));
    let all = districts.chain(people).chain(listed).chain(own("city", CITIES)).chain(own("other", OTHERS)).chain(own("word", WORDS));
    let all = all.filter(|(_, text)| letters(text).is_empty() || names.of(text).is_empty());
    all.map(|(kind, text)| Negative { kind, text }).collect()
}
